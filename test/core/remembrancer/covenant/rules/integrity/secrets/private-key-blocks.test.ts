import { describe, expect, it } from '@jest/globals';

import { findPrivateKeyBlocks } from '../../../../../../../core/remembrancer/covenant/rules/integrity/secrets/private-key-blocks.ts';
import { randomText } from '../../../example-secrets.ts';

const pem = (body: string, label = '', behind = '\n-----END'): string =>
  `-----BEGIN ${label}PRIVATE KEY-----\n${body}${behind}`;
/** The base64 of a key that starts with these bytes, of `size` bytes in all. */
const body = (start: readonly number[], size: number): string =>
  Buffer.concat([Buffer.from(start), Buffer.from(randomText('body', size))])
    .subarray(0, size)
    .toString('base64');
const kinds = (text: string): string[] => findPrivateKeyBlocks(text).map(({ kind }) => kind);

describe('a block of armor has a private key in it', () => {
  it.each([
    ['of 40 characters', pem(body([0x30, 28], 30)), 'private key (PEM)'],
    ['a quarter as long as it says', pem(body([0x30, 0x82, 0x04, 0xb0], 300)), 'private key (PEM)'],
    ['with a length of four bytes', pem(body([0x30, 0x84, 0, 0, 0x04, 0xb0], 300)), 'private key (PEM)'],
    ['of no length', pem(body([0x30, 0x80], 60)), 'private key (PEM)'],
    ['with a length of more bytes than there are', pem(body([0x30, 0x87], 60)), 'private key (PEM)'],
    ['with padding before its length', pem(`MIQ=\n${randomText('padding', 48)}`), 'private key (PEM)'],
    ['with zeros behind its first part', pem(body([0x30, 60], 300) + 'A'.repeat(8000)), 'private key (PEM)'],
    ['of 3.5 bits per character', pem('MB4qzK9mMB4qRb2T'.repeat(4)), 'private key (PEM)'],
    ['with a word behind it', pem(body([0x30, 60], 180), 'RSA ', '\n?\nENCRYPTED'), 'RSA private key (PEM)'],
  ])('%s', (_, text, kind) => {
    expect(kinds(text)).toEqual([kind]);
  });

  it('of OpenPGP, whose first byte has its first bit set', () => {
    const block = (first: number): string =>
      `-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n${body([first], 60)}\n-----END`;
    expect(kinds(block(0x80))).toEqual(['OpenPGP private key']);
    expect(kinds(block(0x7f))).toEqual([]);
  });

  it.each([
    ['of 39 characters', pem(body([0x30, 28], 30).slice(0, 39))],
    ['less than a quarter as long as it says', pem(body([0x30, 0x82, 0x04, 0xb0], 297))],
    ['less than a quarter as long, by four bytes', pem(body([0x30, 0x84, 0, 0, 0x04, 0xb0], 297))],
    ['with padding right behind a length', pem(`MIQAAASw=\n${randomText('padding', 48)}`)],
    ['that is no sequence', pem(body([0x31, 28], 30))],
    ['of few characters', pem(`MB4${'ABCABD'.repeat(20)}`)],
    ['of OpenSSH by its first line alone', pem(body([0x30, 28], 60), 'OPENSSH ')],
  ])('and not one %s', (_, text) => {
    expect(kinds(text)).toEqual([]);
  });
});
