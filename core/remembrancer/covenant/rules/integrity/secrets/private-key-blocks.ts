import type { Range } from '../../../found.ts';
import { armoredBody } from './armored-body.ts';
import { entropy } from './entropy.ts';

export interface FoundKey extends Range {
  /** What it is: `encrypted private key (PEM)`. */
  readonly kind: string;
}

const PEM = /-----BEGIN ((?:[A-Z0-9]+ ){0,5})PRIVATE KEY( BLOCK)?-----/gu;
/** The shortest private key, an Ed25519 one, has 64 characters as PKCS #8, and none has fewer than 40. */
const SHORTEST_BODY = 40;
/** In bits per character. The base64 of a key has more, though rows of zeros may stand in it; crosses and dots have less. */
const LEAST_ENTROPY = 3.5;

/** Of the length that a key says it has; the first quarter of an RSA key is what everyone may know of it. */
const LEAST_SHARE = 0.25;

/** Private keys in armor: PEM (RFC 7468), OpenSSH, OpenPGP. The mere first line, or one with three dots below it, is none. */
export function findPrivateKeyBlocks(text: string): FoundKey[] {
  return [...text.matchAll(PEM)].flatMap((match): FoundKey[] => {
    const start = match.index;
    const behind = start + match[0].length;
    const next = text.indexOf('-----', behind);
    const end = next === -1 ? text.length : next;
    const inside = text.slice(behind, end);
    const body = armoredBody(inside);
    if (body.length < SHORTEST_BODY || entropy(body.slice(0, 400)) < LEAST_ENTROPY) return [];
    const kind = kindOf(match[1] ?? '', match[2] !== undefined, inside, body);
    return kind === undefined ? [] : [{ kind, start, end }];
  });
}

/** Names the key by what its first line says and its first bytes are; `undefined` when these are of no private key. */
function kindOf(label: string, isBlock: boolean, inside: string, body: string): string | undefined {
  const first = Buffer.from(body.slice(0, 64), 'base64');
  const is = (text: string): boolean => first.toString().startsWith(text);
  if (isBlock) return (first[0] ?? 0) >= 0x80 ? 'OpenPGP private key' : undefined;
  if (label.startsWith('OPENSSH')) {
    if (!is('openssh-key-v1\0')) return undefined;
    return is('openssh-key-v1\0\0\0\0\x04none') ? 'OpenSSH private key' : 'encrypted OpenSSH private key';
  }
  if (label.includes('ENCRYPTED') || inside.slice(0, 200).includes('ENCRYPTED'))
    return 'encrypted private key (PEM)';
  // DER: a SEQUENCE.
  return first[0] === 0x30 && (body.length * 3) / 4 >= sequenceLength(first) * LEAST_SHARE
    ? `${label}private key (PEM)`
    : undefined;
}

/** How many bytes are in a DER SEQUENCE, by its first ones (X.690, 8.1.3). */
function sequenceLength(der: Buffer): number {
  const first = der[1] ?? 0;
  // Padding within the armor ends what is decoded.
  const isShort = first <= 0x80 || first > 0x84 || der.length < 6;
  return isShort ? first & 0x7f : der.readUIntBE(2, first & 0x7f);
}
