/** One row of the first system's table `memories`, without the column `merkle_root`, which its root is not over. */
export interface LegacyRecord {
  readonly id: string;
  readonly timestamp: string;
  readonly type: string;
  readonly component: string | null;
  readonly version: string | null;
  readonly hash: string | null;
  readonly sig: string | null;
  /** JSON as the column has it: text, and hashed as text. */
  readonly data: string | null;
}

export const LEGACY_COLUMNS = [
  'id',
  'timestamp',
  'type',
  'component',
  'version',
  'hash',
  'sig',
  'data',
] as const;

/** `value` as a record, or a sentence on what is wrong with it. */
export function checkLegacyRecord(value: Readonly<Record<string, unknown>>): LegacyRecord | string {
  for (const column of LEGACY_COLUMNS) {
    const content = value[column];
    const isRequired = ['id', 'timestamp', 'type'].includes(column);
    if (typeof content !== 'string' && (isRequired || content !== null))
      return `its column "${column}" is not text`;
    if (typeof content === 'string' && !content.isWellFormed())
      return `its column "${column}" is not Unicode`;
  }
  // The one cast of this format: every column has just been checked.
  const record = Object.fromEntries(LEGACY_COLUMNS.map((column) => [column, value[column]]));
  return record as unknown as LegacyRecord;
}
