import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import type { Signer } from '@sigstore/verify';
import { describe, expect, it } from '@jest/globals';

import {
  certificateIdentity,
  identityFault,
} from '../../../../../core/remembrancer/evidence/sigstore/certificate-identity.ts';

const key = createPublicKey(generateKeyPairSync('ed25519').privateKey);
const REPOSITORY = 'https://github.com/acme/app';

/** A signer whose source repository extension has this value. */
const signer = (value: Uint8Array): Signer => ({
  key,
  identity: {
    subjectAlternativeName: 'somebody',
    extensions: { issuer: 'https://issuer.example' },
    oids: [{ oid: { id: [1, 3, 6, 1, 4, 1, 57264, 1, 12] }, value: Buffer.from(value) }],
  },
});

describe('an extension of a Fulcio certificate', () => {
  const text = (length: number): string => 'x'.repeat(length);

  it.each([
    ['a short text', Uint8Array.of(0x0c, 2, 0x61, 0x62), 'ab'],
    ['no text', Uint8Array.of(0x0c, 0), ''],
    ['127 bytes', Uint8Array.of(0x0c, 127, ...Buffer.from(text(127))), text(127)],
    ['200 bytes', Uint8Array.of(0x0c, 0x81, 200, ...Buffer.from(text(200))), text(200)],
    ['300 bytes', Uint8Array.of(0x0c, 0x82, 1, 44, ...Buffer.from(text(300))), text(300)],
  ])('of %s is read', (_, der, repository) => {
    expect(certificateIdentity(signer(der)).repository).toBe(repository);
  });

  it.each([
    ['that is empty', Uint8Array.of()],
    ['of another type', Uint8Array.of(0x16, 2, 0x61, 0x62)],
    ['that is longer than it says', Uint8Array.of(0x0c, 1, 0x61, 0x62)],
    ['that is shorter than it says', Uint8Array.of(0x0c, 3, 0x61, 0x62)],
    ['with a length of three bytes', Uint8Array.of(0x0c, 0x83, 0, 0, 1, 0x61)],
    ['of indefinite length', Uint8Array.of(0x0c, 0x80, 0x61, 0, 0)],
  ])('%s states nothing', (_, der) => {
    expect(certificateIdentity(signer(der))).not.toHaveProperty('repository');
  });
});

describe('the expected identity', () => {
  const actual = {
    subject: 'somebody',
    issuer: 'https://issuer.example',
    repository: REPOSITORY,
    workflow: `${REPOSITORY}/.github/workflows/release.yml@refs/tags/v1`,
    ref: 'refs/tags/v1',
  };
  const expected = { issuer: actual.issuer, repository: REPOSITORY };

  it.each(['refs/tags/v1', 'refs/tags/v*', 'refs/tags/v1*', '*'])('may have the ref %s', (ref) => {
    expect(identityFault(actual, { ...expected, ref })).toBeUndefined();
  });

  it.each(['refs/tags/v', 'refs/tags/v2*', 'refs/*/v1', 'refs/tags/V1', ''])(
    'may not have the ref %j',
    (ref) => {
      expect(identityFault(actual, { ...expected, ref })).toContain('ref');
    },
  );

  it('is not met by a certificate that does not state what is expected', () => {
    const bare = { subject: 'somebody' };
    expect(identityFault(bare, expected)).toContain('issuer is not stated');
    expect(identityFault({ ...bare, issuer: actual.issuer }, expected)).toContain('repository is not stated');
    const known = { ...bare, ...expected };
    expect(identityFault(known, { ...expected, workflow: '.github/workflows/release.yml' })).toContain(
      'workflow',
    );
    expect(identityFault(known, { ...expected, ref: '*' })).toContain('ref is not stated');
  });
});
