import { sha256Hex } from '../../../common/bytes.ts';
import { type Entry, evidenceFileName, parseEntry, parseReceipt, type Receipt } from '../../receipt/index.ts';
import { evidencePath, peoplePath, receiptPath } from '../branch/branch-paths.ts';
import { TILE_WIDTH } from '../tile/tile-path.ts';
import type { EntryReader } from './entry-reader.ts';
import type { Findings } from './findings.ts';
import type { IndexBuilder } from './index-builder.ts';
import type { LedgerSource } from './ledger-source.ts';

/** Bundles whose entries, receipts and evidence are in memory at once. */
const BUNDLES_AT_ONCE = 8;

export interface RecordCounts {
  receipts: number;
  evidence: number;
  people: number;
  /** Side files with names of people that were taken away, as they may be. */
  redacted: number;
}

/** The entries of a ledger: `size` that the tree has, and those that are admitted behind them. */
export interface RecordedEntries {
  readonly size: number;
  readonly readEntries: EntryReader;
  readonly admitted: readonly Uint8Array[];
}

/**
 * Compares each receipt with its entry, each evidence file with its receipt, and gives the indices that follow from
 * them to `indices`. The files of an entry that the tree does not confirm are left alone.
 */
export async function checkRecords(
  source: LedgerSource,
  { size, readEntries, admitted }: RecordedEntries,
  indices: IndexBuilder,
  findings: Findings,
  onProgress: (entries: number) => void,
): Promise<RecordCounts> {
  const counts: RecordCounts = { receipts: 0, evidence: 0, people: 0, redacted: 0 };
  const check = async (first: number, entries: readonly (Uint8Array | undefined)[]): Promise<void> => {
    const group = entries.map((entry, i) => ({ index: first + i, entry }));
    const files = await source.read(group.map(({ index }) => receiptPath(index)));
    const records = group.flatMap(({ index, entry }) => {
      const path = receiptPath(index);
      findings.seen.add(path);
      const receipt =
        entry && checkReceipt(path, files.get(path), parsedEntry(index, entry, findings), findings);
      if (receipt !== undefined) return [{ index, receipt }];
      indices.unknown.add(index);
      return [];
    });
    counts.receipts += records.length;
    for (const { index, receipt } of records) indices.add(index, receipt);
    await checkSideFiles(source, records, findings, counts);
    onProgress(first + entries.length);
  };
  const bundles = Math.ceil(size / TILE_WIDTH);
  for (let first = 0; first < bundles; first += BUNDLES_AT_ONCE) {
    const entries = await readEntries(first, Math.min(first + BUNDLES_AT_ONCE, bundles));
    await check(first * TILE_WIDTH, entries);
  }
  if (admitted.length > 0) await check(size, admitted);
  return counts;
}

function parsedEntry(index: number, entry: Uint8Array, findings: Findings): Entry | undefined {
  return findings.try(receiptPath(index), 'entry', () => parseEntry(entry, `Entry ${index} of the log`));
}

function checkReceipt(
  path: string,
  content: Uint8Array | undefined,
  entry: Entry | undefined,
  findings: Findings,
): Receipt | undefined {
  if (entry === undefined) return undefined;
  if (content === undefined) {
    findings.report(path, 'missing', 'The receipt is not there.');
    return undefined;
  }
  if (sha256Hex(content) !== entry.receipt) {
    findings.report(path, 'receipt', 'It is not the receipt that its entry commits to.');
    return undefined;
  }
  const receipt = findings.try(path, 'receipt', () => parseReceipt(content, path));
  // Entry and receipt are both in canonical form, so these members are all of what `entryOf` makes of a receipt.
  const isTold =
    receipt === undefined ||
    (receipt.id === entry.id && receipt.kind === entry.kind && receipt.time === entry.t);
  if (!isTold) findings.report(path, 'receipt', 'Its entry says something else than it.');
  return receipt;
}

/** Evidence and people's files of the records. */
async function checkSideFiles(
  source: LedgerSource,
  records: readonly { index: number; receipt: Receipt }[],
  findings: Findings,
  counts: RecordCounts,
): Promise<void> {
  const stated = records.flatMap(({ index, receipt }) =>
    receipt.evidence.map((evidence) => ({ path: evidencePath(index, evidence), evidence })),
  );
  const people = records.flatMap(({ index, receipt }) =>
    receipt.people === undefined ? [] : [{ path: peoplePath(index), sha256: receipt.people.sha256 }],
  );
  const files = await source.read([...stated, ...people].map(({ path }) => path));
  for (const { path, evidence } of stated) {
    const content = files.get(path);
    findings.seen.add(path);
    if (content === undefined) {
      findings.report(path, 'missing', `The evidence ${evidenceFileName(evidence)} is not there.`);
    } else if (sha256Hex(content) !== evidence.sha256) {
      findings.report(path, 'evidence', 'It is not the evidence that the receipt names.');
    } else counts.evidence += 1;
  }
  for (const { path, sha256 } of people) {
    const content = files.get(path);
    findings.seen.add(path);
    if (content === undefined) counts.redacted += 1;
    else if (sha256Hex(content) === sha256) counts.people += 1;
    else findings.report(path, 'people', 'It is not the file that the receipt names.');
  }
}
