const RANGE = /^(\^|~|=)?\s*v?(\d{1,9})(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?$/u;
const VERSION = /^(\d{1,9})\.(\d{1,9})\.(\d{1,9})(?:\+[\w.-]*)?$/u;

/**
 * Whether a version is in a range: `true` or `false` for one version (in part too) with or without `^`, `~` or `=` before
 * it, `undefined` for every other range and for versions before a release. `bare` is what a range without a sign means:
 * npm takes it as it is, Cargo as if `^` stood before it.
 */
export function inSimpleRange(range: string, version: string, bare: '=' | '^'): boolean | undefined {
  const wanted = RANGE.exec(range.trim());
  const is = VERSION.exec(version)?.slice(1, 4).map(Number);
  if (wanted === null || is === undefined) return undefined;
  const [, sign = bare, ...numbers] = wanted;
  const parts = numbers.filter(Boolean).map(Number);
  const same = (count: number): boolean => parts.slice(0, count).every((part, n) => part === is[n]);
  if (sign === '=') return same(3);
  const fixed = sign === '~' ? 2 : fixedByCaret(parts);
  return same(Math.min(fixed, parts.length)) && !isBefore(is, parts);
}

/** How many of the parts `^` leaves as they are: up to the first that is not 0. */
function fixedByCaret(parts: readonly number[]): number {
  const first = parts.findIndex((part) => part !== 0);
  return first === -1 ? parts.length : first + 1;
}

function isBefore(version: readonly number[], parts: readonly number[]): boolean {
  const differs = version.findIndex((part, n) => part !== (parts[n] ?? 0));
  // Where none differs both are 0.
  return (version[differs] ?? 0) < (parts[differs] ?? 0);
}
