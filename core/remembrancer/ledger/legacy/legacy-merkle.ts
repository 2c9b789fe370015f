import { sha256Hex } from '../../../common/bytes.ts';
import { LEGACY_COLUMNS, type LegacyRecord } from './legacy-record.ts';

/**
 * The canonical text of a record in the first system: Python's `json.dumps` with sorted keys, no white space, and all
 * that is not ASCII escaped. Its leaf is the SHA-256 of this text.
 */
export function legacyText(record: LegacyRecord): string {
  const sorted = Object.fromEntries(LEGACY_COLUMNS.toSorted().map((column) => [column, record[column]]));
  // By UTF-16 code units, as Python escapes: no flag "u".
  return JSON.stringify(sorted).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** The leaf hash of a record, in hex. */
export const legacyLeaf = (record: LegacyRecord): string => sha256Hex(legacyText(record));

/**
 * The Merkle root that the first system had over `records`: sorted by time and id, parents over the hex text of their
 * children, the last of an odd row doubled. Empty text for no records. It tells what that system published; it proves
 * little, for two lists can have one root (the last record once or twice).
 */
export function legacyRoot(records: readonly LegacyRecord[]): string {
  let row = inLegacyOrder(records).map(legacyLeaf);
  while (row.length > 1) {
    const above: string[] = [];
    for (let i = 0; i < row.length; i += 2)
      above.push(sha256Hex(`${row[i] ?? ''}${row[i + 1] ?? row[i] ?? ''}`));
    row = above;
  }
  return row[0] ?? '';
}

/** The order of the first system: by time, then by id, both compared byte by byte as SQLite does. */
export const inLegacyOrder = (records: readonly LegacyRecord[]): LegacyRecord[] =>
  records.toSorted((a, b) => compareBytes(a.timestamp, b.timestamp) || compareBytes(a.id, b.id));

const compareBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
