import { VaultMeshError } from '../../../common/error.ts';
import { parseMoment } from '../../verify/verify-request.ts';

/** The number of records that a user gives by `option`. Throws `usage` for what is no number above 0. */
export function parseLimit(text: string, option: string): number {
  const limit = Number(text);
  if (Number.isSafeInteger(limit) && limit > 0) return limit;
  throw new VaultMeshError('usage', `"${text}" is no limit; ${option} takes a number of records above 0.`);
}

/** The date or moment that a user gives by `option`; a date is its beginning in UTC. Throws `usage` for anything else. */
export const parseDate = (text: string, option: string): Date =>
  parseMoment(/^\d{4}-\d\d-\d\d$/u.test(text) ? `${text}T00:00:00Z` : text, option);
