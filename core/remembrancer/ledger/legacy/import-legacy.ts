import { sha256Hex } from '../../../common/bytes.ts';
import type { Clock } from '../../../common/clock.ts';
import { VaultMeshError } from '../../../common/error.ts';
import { printable } from '../../../common/printable.ts';
import { makeReceipt, type ReceiptContent } from '../../receipt/index.ts';
import { appendRecords } from '../append/append-records.ts';
import { type AppendedRecord, MAX_RECORDS, type NewRecord } from '../append/new-record.ts';
import type { NoteSigner } from '../note/note-signer.ts';
import type { LedgerStore } from '../store/ledger-store.ts';
import { inLegacyOrder, legacyLeaf, legacyRoot, legacyText } from './legacy-merkle.ts';
import type { LegacyRecord } from './legacy-record.ts';
import { LEGACY_REL } from './legacy-links.ts';
import { parseLegacyReceipt } from './parse-legacy-receipt.ts';

/** What is left of the first system. */
export interface LegacyHistory {
  readonly records: readonly LegacyRecord[];
  /** Its `.receipt` files, by name. */
  readonly receipts: readonly { readonly name: string; readonly text: string }[];
}

export interface ImportOptions {
  readonly clock: Clock;
  readonly random: () => number;
}

/** A receipt's prose has room for this many characters. */
const MAX_TEXT = 10_000;

/**
 * Puts the history of the first system on the ledger, as what it is: one entry for each record and each receipt file
 * with its text as it was, and one for the Merkle root over the records by that system's own rules. The entries are of
 * the time of the import, and vouch for no more than that this was the history then. Importing it again adds nothing.
 *
 * Throws `usage` for a text too long to be kept, and what `appendRecords` throws.
 */
export async function importLegacy(
  store: LedgerStore,
  signer: NoteSigner,
  { records, receipts }: LegacyHistory,
  { clock, random }: ImportOptions,
): Promise<AppendedRecord[]> {
  const time = clock();
  const all = [
    ...inLegacyOrder(records).map((record) => importedRecord(record, time)),
    ...receipts.map(({ name, text }) => importedReceipt(name, text, time)),
    ...(records.length > 0 ? [importedRoot(records, time)] : []),
  ];
  const appended: AppendedRecord[] = [];
  for (let at = 0; at < all.length; at += MAX_RECORDS) {
    appended.push(...(await appendRecords(store, signer, all.slice(at, at + MAX_RECORDS), { random })));
  }
  return appended;
}

function importedRecord(record: LegacyRecord, time: Date): NewRecord {
  const leaf = legacyLeaf(record);
  return imported(`record:${leaf}`, time, {
    component: record.component,
    version: record.version,
    artifact: { name: record.id, sha256: record.hash },
    what: `A record of ${record.timestamp} in the first system, of type ${record.type}.`,
    text: legacyText(record),
    link: { rel: LEGACY_REL.leaf, target: leaf },
  });
}

function importedReceipt(name: string, text: string, time: Date): NewRecord {
  const { component, version, artifact, sha256, faults } = parseLegacyReceipt(text);
  const digest = sha256Hex(text);
  return imported(`receipt:${digest}`, time, {
    component,
    version,
    artifact: { name: artifact, sha256 },
    what: [`The receipt file ${name} of the first system, as it was.`, ...faults].join(' '),
    text,
    link: { rel: LEGACY_REL.receipt, target: digest },
  });
}

function importedRoot(records: readonly LegacyRecord[], time: Date): NewRecord {
  const root = legacyRoot(records);
  return imported(`root:${root}`, time, {
    what: `The Merkle root over ${records.length} records of the first system, by its own rules. They do not tell a last record from the same one twice.`,
    link: { rel: LEGACY_REL.root, target: root },
  });
}

interface Imported {
  readonly component?: string | null | undefined;
  readonly version?: string | null | undefined;
  readonly artifact?: { readonly name?: string | undefined; readonly sha256?: string | null | undefined };
  readonly what: string;
  readonly text?: string;
  readonly link: { readonly rel: string; readonly target: string };
}

function imported(
  id: string,
  time: Date,
  { component, version, artifact, what, text, link }: Imported,
): NewRecord {
  if (text !== undefined && text.length > MAX_TEXT) {
    throw new VaultMeshError(
      'usage',
      `${what} It has ${text.length} characters; at most ${MAX_TEXT} can be kept.`,
    );
  }
  const { name, sha256 } = artifact ?? {};
  const isDigest = typeof sha256 === 'string' && /^[0-9a-f]{64}$/u.test(sha256);
  const content: ReceiptContent = {
    id: `legacy:${id}`,
    kind: 'snapshot',
    component: line(component),
    version: line(version),
    time,
    subjects: isDigest ? [{ name: line(name), sha256 }] : [],
    context: {
      what: printable(what).slice(0, MAX_TEXT),
      ...(text !== undefined && { how: text.toWellFormed() }),
    },
    evidence: [],
    missing: [],
    links: [link],
  };
  return { receipt: makeReceipt(content), evidence: [] };
}

/** Text of the first system as one line of a receipt. */
const line = (text: string | null | undefined): string =>
  printable(text ?? '')
    .slice(0, 500)
    .trim() || 'unknown';
