import { VaultMeshError } from './error.ts';

/** The moment that a user asks for by `option`: RFC 3339 in UTC, or a date alone for its beginning. Throws `usage` for anything else. */
export function parseMoment(text: string, option: string): Date {
  const [, date, clock = 'T00:00:00Z'] = /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d:\d\d(?:\.\d+)?Z)?$/u.exec(text) ?? [];
  const time = new Date(`${date}${clock}`);
  // A day that its month does not have would be taken for one of the next.
  if (!Number.isNaN(time.getTime()) && time.toISOString().startsWith(`${date}T`)) return time;
  throw new VaultMeshError(
    'usage',
    `"${text}" is no time; ${option} takes UTC, such as 2026-11-20T09:30:00Z, or a date alone, which is its beginning.`,
  );
}
