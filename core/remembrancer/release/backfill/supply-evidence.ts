import type { Clock } from '../../../common/clock.ts';
import type { MissingEvidence } from '../../evidence/missing-evidence.ts';
import {
  type AppendedRecord,
  appendRecords,
  type LedgerStore,
  MAX_RECORDS,
  type NoteSigner,
} from '../../ledger/index.ts';
import { type EvidenceFile, evidenceFileName, makeLateEvidence, type Receipt } from '../../receipt/index.ts';
import { evidenceCollector, type EvidenceServices } from './collect-evidence.ts';
import type { WantedEvidence } from './wanted-evidence.ts';

/** A record and what is to be got for it. */
export interface WantingRecord {
  readonly index: number;
  readonly receipt: Receipt;
  readonly wanted: WantedEvidence;
}

/** A record that got evidence. */
export interface SuppliedRecord {
  readonly operation: string;
  /** The index of the record. */
  readonly completes: number;
  /** The index of the entry with the evidence. */
  readonly index: number;
  /** Names of its files. */
  readonly evidence: readonly string[];
}

export interface SupplyOptions extends EvidenceServices {
  readonly store: LedgerStore;
  readonly signer: NoteSigner;
  readonly clock: Clock;
  /** [0, 1), for the jitter between attempts. */
  readonly random: () => number;
  readonly onProgress?: (done: number, total: number) => void;
}

export interface Supply {
  readonly supplied: readonly SuppliedRecord[];
  /** For each record what could not be got; records that lack nothing more are not in it. */
  readonly missing: ReadonlyMap<WantingRecord, readonly MissingEvidence[]>;
  /** What was appended last, with the checkpoint over everything; absent when nothing was. */
  readonly last?: AppendedRecord;
}

interface Found {
  readonly record: WantingRecord;
  readonly evidence: readonly EvidenceFile[];
}

/** Gets what `records` want, and appends it, up to 256 entries at once: what was got stands when a later batch fails. */
export async function supplyEvidence(
  options: SupplyOptions,
  records: readonly WantingRecord[],
): Promise<Supply> {
  const collect = evidenceCollector(options);
  const supplied: SuppliedRecord[] = [];
  const missing = new Map<WantingRecord, readonly MissingEvidence[]>();
  let last: AppendedRecord | undefined;
  for (let from = 0; from < records.length; from += MAX_RECORDS) {
    const found: Found[] = [];
    for (const [i, record] of records.slice(from, from + MAX_RECORDS).entries()) {
      const collected = await collect(record.receipt, record.wanted);
      if (collected.evidence.length > 0) found.push({ record, evidence: collected.evidence });
      if (collected.missing.length > 0) missing.set(record, collected.missing);
      options.onProgress?.(from + i + 1, records.length);
    }
    const appended = await appendFound(options, found);
    last = appended.at(-1) ?? last;
    supplied.push(...appended.flatMap((entry, i) => toldOf(entry, found[i])));
  }
  return { supplied, missing, ...(last && { last }) };
}

function appendFound(
  { store, signer, clock, random }: SupplyOptions,
  found: readonly Found[],
): Promise<AppendedRecord[]> {
  const time = clock();
  const entries = found.map(({ record, evidence }) => ({
    receipt: makeLateEvidence(record.receipt, evidence, time),
    evidence,
  }));
  return appendRecords(store, signer, entries, { random });
}

function toldOf({ index }: AppendedRecord, found: Found | undefined): SuppliedRecord[] {
  if (found === undefined) return [];
  const { record, evidence } = found;
  const files = evidence.map(evidenceFileName);
  return [{ operation: record.receipt.id, completes: record.index, index, evidence: files }];
}
