import { VaultMeshError } from '../../../common/error.ts';

/** The number of records that a user gives by `option`. Throws `usage` for what is no number above 0. */
export function parseLimit(text: string, option: string): number {
  const limit = Number(text);
  if (Number.isSafeInteger(limit) && limit > 0) return limit;
  throw new VaultMeshError('usage', `"${text}" is no limit; ${option} takes a number of records above 0.`);
}
