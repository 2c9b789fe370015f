import { sha256Hex } from '../../../common/bytes.ts';
import { VaultMeshError } from '../../../common/error.ts';
import type { LedgerEntry } from '../read/ledger-entry.ts';
import type { LegacyHistory } from './import-legacy.ts';
import { LEGACY_REL } from './legacy-links.ts';
import { legacyLeaf, legacyRoot } from './legacy-merkle.ts';
import { checkLegacyRecord, type LegacyRecord } from './legacy-record.ts';

/** The imported history, and the root that the first system would have over it. */
export interface ImportedHistory extends LegacyHistory {
  readonly root: string;
}

/**
 * The history of the first system that the entries of a ledger hold, recomputed by that system's rules from the imported texts. Throws
 * `verification-failed` that names the entry whose text is not the one of its digest, or when the root is another one.
 */
export function readImported(entries: readonly LedgerEntry[]): ImportedHistory {
  const records: LegacyRecord[] = [];
  const receipts: { name: string; text: string }[] = [];
  const roots: string[] = [];
  for (const entry of entries) {
    const { links = [], id } = entry.receipt;
    if (!id.startsWith('legacy:')) continue;
    for (const { rel, target } of links) {
      if (rel === LEGACY_REL.leaf) records.push(recordOf(entry, target));
      if (rel === LEGACY_REL.receipt) receipts.push({ name: id, text: textOf(entry, target) });
      if (rel === LEGACY_REL.root) roots.push(target);
    }
  }
  const root = legacyRoot(records);
  if (records.length > 0 && !roots.includes(root)) {
    throw new VaultMeshError(
      'verification-failed',
      `The ${records.length} imported records have the root ${root}, which the ledger does not record: not all of them are there, or there are others.`,
    );
  }
  return { records, receipts, root };
}

function recordOf(entry: LedgerEntry, leaf: string): LegacyRecord {
  const record = checkLegacyRecord(asObject(textOf(entry, leaf)));
  if (typeof record !== 'string' && legacyLeaf(record) === leaf) return record;
  throw refuse(entry, 'is not a record of the first system');
}

function textOf(entry: LedgerEntry, digest: string): string {
  const text = entry.receipt.context?.how ?? '';
  if (sha256Hex(text) === digest) return text;
  throw refuse(entry, 'has another text than its digest says');
}

function asObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

const refuse = ({ index }: LedgerEntry, what: string): VaultMeshError =>
  new VaultMeshError('verification-failed', `The imported entry ${index} ${what}.`);
