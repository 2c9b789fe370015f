import { entropy } from './entropy.ts';

/** Words that stand in values that somebody made up for a document; each is long enough not to come up by chance. */
const WORDS = /example|sample|placeholder|dummy|redacted|change.?me|replace|insert|your[-_]|deadbeef/iu;

/** What stands for the part that is left out. In one case: `xXxX` comes up by chance in what is long. */
const LEFT_OUT = /x{4}|X{4}|\*{3}|\.{3}/u;

/** As long a row of one character, or of characters that count up or down, as chance does not make. */
const LONGEST_ROW = 6;

/** Below this, in bits per character, no text of 16 characters or more is random. */
const LEAST_ENTROPY = 2.5;

/** Words with marks between: `glpat-this-is-not-a-token`. */
const PROSE = /^[a-z]+(?:[-_.][a-z]+){3,}$/u;

/** Whether a value only has the form of a secret: `AKIAIOSFODNN7EXAMPLE`, `xxxxxxxx`, `0123456789abcdef`, `A1B2C3D4E5F6G7H8`. */
export const looksInvented = (value: string): boolean =>
  WORDS.test(value) ||
  LEFT_OUT.test(value) ||
  PROSE.test(value) ||
  hasRow(value) ||
  hasRow(value.toLowerCase()) ||
  hasRow(value.replace(/(.)./gu, '$1')) ||
  entropy(value) < LEAST_ENTROPY;

/** Whether somewhere in `value` the next character is always the same, the next or the previous one. */
function hasRow(value: string): boolean {
  let step = NaN;
  let length = 2;
  for (let at = 1; at < value.length; at++) {
    const now = value.charCodeAt(at) - value.charCodeAt(at - 1);
    length = now === step && Math.abs(now) <= 1 ? length + 1 : 2;
    step = now;
    if (length >= LONGEST_ROW) return true;
  }
  return false;
}
