import type { Range } from '../../../found.ts';
import { parseKeyText } from '../../../../ledger/index.ts';
import { isBech32 } from './bech32.ts';
import { entropy } from './entropy.ts';
import { looksInvented } from './looks-invented.ts';
import { findPrivateKeyBlocks, type FoundKey } from './private-key-blocks.ts';

const AGE = /AGE-SECRET-KEY-(?:PQ-)?1[AC-HJ-NP-Z02-9]{58,120}/gu;
const NOTE = /PRIVATE\+KEY\+([^\s+"'`\\]{1,256}\+[0-9a-f]{8}\+[A-Za-z0-9+/]{43,44}={0,2})/gu;
const PUTTY = /PuTTY-User-Key-File-[123]: /gu;
const PUTTY_LINES = /Private-Lines: \d{1,3}(?:\\{1,8}[nr]|[\r\n]){1,4}[ \t]{0,20}([A-Za-z0-9+/=]{30,64})/u;
/** In bits per character, of the first line of a key. */
const LEAST_ENTROPY = 2.5;
/** `-----BEGIN` in base64. */
const ENCODED = /LS0tLS1CRUdJTi[A-Za-z0-9+/]{60,}={0,2}/gu;

/** Keys that are one word: of age, and of C2SP signed-note, which is the form of log and witness keys. */
export const findKeyWords = (text: string): FoundKey[] => [
  ...matches(text, AGE, ([word]) => (isBech32(word) ? 'age identity' : undefined)),
  ...matches(text, NOTE, ([, key = '']) =>
    typeof parseKeyText(key) === 'string' || looksInvented(key.slice(-44)) ? undefined : 'log or witness key',
  ),
];

/** Keys of PuTTY, which have a part in armor of their own. */
export function findPuttyKeys(text: string): FoundKey[] {
  const starts = [...text.matchAll(PUTTY)].map(({ index }) => index);
  return starts.flatMap((start, n): FoundKey[] => {
    const key = PUTTY_LINES.exec(text.slice(start, starts[n + 1] ?? text.length));
    if (key === null || entropy(key[1] ?? '') < LEAST_ENTROPY) return [];
    return [{ kind: 'PuTTY private key', start, end: start + key.index + key[0].length }];
  });
}

/** Private keys in PEM that are once more in base64, as in a Kubernetes Secret or a CI variable. */
export const findEncodedKeys = (text: string): FoundKey[] =>
  matches(text, ENCODED, ([word]) => {
    const [key] = findPrivateKeyBlocks(Buffer.from(word, 'base64').toString());
    return key === undefined ? undefined : `${key.kind} in base64`;
  });

function matches(
  text: string,
  pattern: RegExp,
  kindOf: (match: RegExpExecArray) => string | undefined,
): FoundKey[] {
  return [...text.matchAll(pattern)].flatMap((match): FoundKey[] => {
    const kind = kindOf(match);
    const range: Range = { start: match.index, end: match.index + match[0].length };
    return kind === undefined ? [] : [{ kind, ...range }];
  });
}
