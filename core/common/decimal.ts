/** A count or an index written in decimal without leading zeros; `undefined` for anything else, or beyond 2^53 - 1. */
export function parseIndex(text: string): number | undefined {
  if (!/^(0|[1-9][0-9]{0,15})$/u.test(text)) return undefined;
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : undefined;
}
