import { createHash, generateKeyPairSync } from 'node:crypto';
import { crc32 } from 'node:zlib';

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** What the pages write in angle quotes, for no page and no test may have a real-looking secret in it. */
const SECRETS: Readonly<Record<string, () => string>> = {
  'github token': () => githubToken('example'),
  'private key': () => privateKey(),
  'random password': () => randomText('example', 24),
};

/** The text of a page's example with every `‹name›` replaced by a made secret; a name that is not known stays. */
export const fillExample = (text: string): string =>
  text.replace(/‹([a-z ]+)›/gu, (placeholder, name: string) => SECRETS[name]?.() ?? placeholder);

/** Characters that look drawn by lot, the same for one `seed`. */
export function randomText(seed: string, length: number, alphabet = BASE62): string {
  let text = '';
  for (let block = 0; text.length < length; block++) {
    const bytes = createHash('sha512').update(`${seed} ${block}`).digest();
    for (const byte of bytes) text += alphabet[byte % alphabet.length] ?? '';
  }
  return text.slice(0, length);
}

/** CRC-32 in base 62, six digits; apart from the rule's own. */
export function checksum(text: string): string {
  let rest = BigInt(crc32(text));
  const digits: string[] = [];
  for (let digit = 0; digit < 6; digit++, rest /= 62n) digits.unshift(BASE62[Number(rest % 62n)] ?? '');
  return digits.join('');
}

/** A classic token of GitHub with a right checksum. */
export function githubToken(seed: string, prefix = 'ghp'): string {
  const random = randomText(seed, 30);
  return `${prefix}_${random}${checksum(random)}`;
}

/** A new Ed25519 key in PEM, with its last line break. */
export const privateKey = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
