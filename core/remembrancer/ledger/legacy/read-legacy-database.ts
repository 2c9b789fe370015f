import { access, constants } from 'node:fs/promises';

import { fileErrorReason } from '../../../common/cannot-write.ts';
import { VaultMeshError } from '../../../common/error.ts';
import { inLegacyOrder } from './legacy-merkle.ts';
import { checkLegacyRecord, LEGACY_COLUMNS, type LegacyRecord } from './legacy-record.ts';

/**
 * The records of a `remembrancer.db` of the first system, in its order. The file is opened to be read only. Throws
 * `not-found` when there is no such file or it has no table `memories`, `verification-failed` that names a record that
 * is none.
 */
export async function readLegacyDatabase(path: string): Promise<LegacyRecord[]> {
  try {
    await access(path, constants.R_OK);
  } catch (cause) {
    throw new VaultMeshError(
      'not-found',
      `${path} cannot be read (${fileErrorReason(cause)}); check the path.`,
      { cause },
    );
  }
  const { DatabaseSync } = await import('node:sqlite');
  let rows: Record<string, unknown>[];
  try {
    const database = new DatabaseSync(path, { readOnly: true, allowExtension: false });
    try {
      rows = database.prepare(`SELECT ${LEGACY_COLUMNS.join(', ')} FROM memories`).all();
    } finally {
      database.close();
    }
  } catch (cause) {
    throw new VaultMeshError(
      'not-found',
      `${path} is not a remembrancer.db that can be read: there is no table "memories" in it.`,
      { cause },
    );
  }
  return inLegacyOrder(
    rows.map((row, i) => {
      const record = checkLegacyRecord(row);
      if (typeof record !== 'string') return record;
      throw new VaultMeshError('verification-failed', `Row ${i + 1} of ${path} is not a record: ${record}.`);
    }),
  );
}
