import { crc32 } from 'node:zlib';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const CHECKSUM_LENGTH = 6;

/**
 * The checksum that ends the classic tokens of GitHub and npm: CRC-32 of the random part, in base 62 of digits, capitals and
 * small letters, filled up to 6 digits with zeros (github.blog, "Behind GitHub's new authentication token formats").
 */
export function crc32Base62(random: string): string {
  let digits = '';
  for (let rest = crc32(random); rest > 0; rest = Math.floor(rest / DIGITS.length))
    digits = DIGITS.charAt(rest % DIGITS.length) + digits;
  return digits.padStart(CHECKSUM_LENGTH, '0');
}

/** Whether the last 6 characters of `token` are the checksum of those between its first `_` and them. */
export function endsWithItsChecksum(token: string): boolean {
  const random = token.slice(token.indexOf('_') + 1, -CHECKSUM_LENGTH);
  return crc32Base62(random) === token.slice(-CHECKSUM_LENGTH);
}
