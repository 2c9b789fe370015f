import type { Range } from '../../../found.ts';
import { looksInvented } from './looks-invented.ts';
import { marksIn } from './marks-in.ts';
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

/** Tokens lie so close to their marks, in characters. */
const MOST_BEFORE = 128;
const MOST_BEHIND = 1300;

/** The secrets of known providers in `text`, in its order. Takes time in proportion to the length of the text. */
export function findTokens(text: string): FoundToken[] {
  const found = windows(text).flatMap(({ start: offset, end: limit }) => {
    const part = text.slice(offset, limit);
    return GLOBAL.flatMap(({ token, pattern }) =>
      [...part.matchAll(pattern)].flatMap((match): FoundToken[] => {
        const start = offset + match.index - (token.before ?? 0);
        const range = { start, end: offset + match.index + match[0].length };
        return isToken(token, text, range) ? [{ token, ...range }] : [];
      }),
    );
  });
  return withoutOverlaps(found.sort((a, b) => a.start - b.start || b.end - a.end));
}

/** The parts of `text` around marks: in a long file there are few, and only they are held against every pattern. */
function windows(text: string): Range[] {
  const parts: { start: number; end: number }[] = [];
  // What is no Latin-1 is cut to some byte, at the same place: at worst a mark too many.
  for (const index of marksIn(Buffer.from(text, 'latin1'))) {
    const last = parts.at(-1);
    const [start, end] = [Math.max(0, index - MOST_BEFORE), index + MOST_BEHIND];
    if (last !== undefined && start <= last.end) last.end = end;
    else parts.push({ start, end });
  }
  return parts;
}

function isToken(token: ProviderToken, text: string, { start, end }: Range): boolean {
  const value = text.slice(start, end);
  return (
    (token.checksummed === true ||
      token.before !== undefined ||
      STANDS_APART.test(text.slice(Math.max(0, start - 2), start))) &&
    (token.holds?.(value) ?? true) &&
    (token.checksummed === true || !looksInvented(value))
  );
}

/** Of two that cover the same place only the first is told. */
function withoutOverlaps(found: readonly FoundToken[]): FoundToken[] {
  let end = 0;
  return found.filter((each) => {
    const apart = each.start >= end;
    if (apart) ({ end } = each);
    return apart;
  });
}
