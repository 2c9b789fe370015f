import type { Claim, Field } from '../dialects/claim.ts';

/** The first place where a file says this: the front matter goes before the body. */
export const firstClaim = (claims: readonly Claim[], field: Field): Claim | undefined =>
  claims.find((claim) => claim.field === field);

/** The text that is given for a field of one value; `undefined` if none, or a list, is. */
export function textOf(claims: readonly Claim[], field: Field): string | undefined {
  const value = firstClaim(claims, field)?.value;
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** All items that are given for a field, each once. */
export const itemsOf = (
  claims: readonly Claim[],
  field: Field,
  parse: (prose: string) => readonly string[],
): string[] => [
  ...new Set(
    claims
      .filter((claim) => claim.field === field)
      .flatMap(({ value }) => (typeof value === 'string' ? parse(value) : value)),
  ),
];
