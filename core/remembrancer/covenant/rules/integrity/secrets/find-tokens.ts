import type { Range } from '../../../found.ts';
import { looksInvented } from './looks-invented.ts';
import type { ProviderToken } from './provider-token.ts';
import { PROVIDER_TOKENS } from './provider-tokens.ts';

export interface FoundToken extends Range {
  readonly token: ProviderToken;
}

/** A letter, digit or escape before it: `\nghp_…` in a string is a token behind a line end. */
const STANDS_APART = /(?:^|[^A-Za-z0-9]|\\[nrt])$/u;

/** No token goes on in letters and digits. */
const GLOBAL = PROVIDER_TOKENS.map((token) => ({
  token,
  pattern: new RegExp(`${token.pattern.source}(?![A-Za-z0-9])`, `g${token.pattern.ignoreCase ? 'i' : ''}`),
}));

/** The secrets of known providers in `text`, in its order. Takes time in proportion to the length of the text. */
export function findTokens(text: string): FoundToken[] {
  const found = GLOBAL.flatMap(({ token, pattern }) =>
    [...text.matchAll(pattern)].flatMap((match): FoundToken[] => {
      const start = match.index - (token.before ?? 0);
      const range = { start, end: match.index + match[0].length };
      return isToken(token, text, range) ? [{ token, ...range }] : [];
    }),
  );
  return withoutOverlaps(found.sort((a, b) => a.start - b.start || b.end - a.end));
}

function isToken(token: ProviderToken, text: string, { start, end }: Range): boolean {
  const value = text.slice(start, end);
  return (
    (token.before !== undefined || STANDS_APART.test(text.slice(Math.max(0, start - 2), start))) &&
    (token.holds?.(value) ?? true) &&
    (token.checksummed === true || !looksInvented(value))
  );
}

/** Of two that cover the same place only the first is told. */
function withoutOverlaps(found: readonly FoundToken[]): FoundToken[] {
  let end = -1;
  return found.filter((each) => {
    const apart = each.start >= end;
    if (apart) ({ end } = each);
    return apart;
  });
}
