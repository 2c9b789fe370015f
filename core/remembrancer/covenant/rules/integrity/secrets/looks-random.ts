import { entropy } from './entropy.ts';
import { looksInvented } from './looks-invented.ts';

/** No digit so far into a value: it is a name. Of 24 random letters and digits one in sixty has none. */
const DIGIT = /^[^0-9]{0,23}[0-9]/u;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu;
const HEX = /^[0-9a-f]+$/iu;
/** A word with a small number behind it, a number, or nothing. */
const WORD = /^(?:[A-Za-z]*\d{0,4}|\d+)$/u;
const MARK = /[^A-Za-z0-9]/u;
/** What base64 or hex of a text decodes to, and random bytes do not. */
const PRINTABLE = /^[\n -~]+$/u;
/** What no secret has in it: words of documents and tests, and the marks of files, digests and well-known examples. */
const NO_SECRET =
  /passw|secret|token|(?:test|fake|mock)[-_]|[-_](?:test|fake|mock)|^sha\d{3}-|^(?:pk|phc)_|^[.~]{0,2}\/[a-z]|\.(?:pem|key|json|ya?ml|txt|[cm]?[jt]s|crt|env|sh|py)$|^eyJ[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*\.?$|eyJzdWIiOiIxMjM0NTY3ODkw/iu;

/** The least entropy, in bits per character, and the least share of places where the class of characters changes. */
const HEX_ENTROPY = 2.7;
const SHORT_ENTROPY = 3.2;
const LONG_ENTROPY = 3.5;
const LONG = 24;
const LEAST_CHANGES = 0.22;
const CLASSES = [/[a-z]/u, /[A-Z]/u, /\d/u];

/** Whether a value of 16 characters or more is drawn by lot, as far as one can see. */
export function looksRandom(value: string): boolean {
  const core = value.replace(/={1,2}$/u, '');
  if (core.length < 16 || !DIGIT.test(core) || !/[A-Za-z]/u.test(core)) return false;
  if (UUID.test(core) || NO_SECRET.test(core) || looksInvented(core)) return false;
  if (HEX.test(core)) {
    const text = Buffer.from(core, 'hex').toString();
    return entropy(core) >= HEX_ENTROPY && !PRINTABLE.test(text);
  }
  const inside = Buffer.from(core, 'base64').toString();
  if (PRINTABLE.test(inside)) return looksRandom(inside);
  if (core.split(MARK).every((part) => WORD.test(part))) return false;
  return (
    entropy(core) >= (core.length < LONG ? SHORT_ENTROPY : LONG_ENTROPY) && changes(core) >= LEAST_CHANGES
  );
}

/** The share of neighbours that are of different classes: capital, small letter, digit, mark. */
function changes(text: string): number {
  const classes = Array.from(text, (character) => CLASSES.findIndex((each) => each.test(character)));
  const changed = classes.filter((each, at) => at > 0 && each !== classes[at - 1]);
  return changed.length / (text.length - 1);
}
