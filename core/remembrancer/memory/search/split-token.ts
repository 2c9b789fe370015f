/** `2.0.1`, `v1.31`, `3.0.0-rc.1`. */
const VERSION = /^v?\d+(?:\.\d+)+(?:-[\w.-]+)?$/iu;
/** A digest or commit, whole or its beginning. */
const HEX = /^(?=.*\d)[\da-f]{7,}$/iu;
const ULID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/u;
/** `APIs`, `PRs`: an abbreviation in the plural. */
const PLURAL = /^\p{Lu}{2,}s$/u;
const PLAIN = /^\p{Ll}+$/u;
const JOINT = /[._'’-]/u;
/** Between `open` and `Shift`, between `TLS` and `Config`. */
const HUMP = /(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u;

/**
 * The words that a token stands for, in lower case: `createCommit`, `create-commit` and `create_commit` are each the whole,
 * `createcommit`, and its parts. Versions, digests and ULIDs are one word.
 */
export function splitToken(token: string): readonly string[] {
  if (PLAIN.test(token)) return [token];
  const lower = token.toLowerCase();
  if (VERSION.test(token)) return [lower.replace(/^v/u, '')];
  if (HEX.test(token) || ULID.test(token) || PLURAL.test(token)) return [lower];
  const parts = token
    .replace(/['’]s$/u, '')
    .split(JOINT)
    .flatMap((part) => (PLURAL.test(part) ? [part] : part.split(HUMP)))
    .filter((part) => part !== '')
    .map((part) => part.toLowerCase());
  return parts.length > 1 ? [parts.join(''), ...parts] : parts;
}
