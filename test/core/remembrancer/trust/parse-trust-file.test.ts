import { describe, expect, it } from '@jest/globals';

import {
  formatTrustFile,
  parseTrustFile,
  type TrustFile,
} from '../../../../core/remembrancer/trust/index.ts';

const TRUST: TrustFile = {
  v: 1,
  policy: 'log example.com/log+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k\nquorum none\n',
  openpgp: { fingerprints: ['A'.repeat(40)] },
  rfc3161: { roots: [], spkiPins: ['b'.repeat(64)] },
  sigstore: {
    trustedRoot: {},
    identity: {
      issuer: 'https://issuer.example',
      repository: 'https://github.com/acme/app',
      ref: 'refs/tags/*',
    },
  },
};

describe('a trust file', () => {
  it('reads as it was written', () => {
    expect(parseTrustFile(formatTrustFile(TRUST))).toEqual(TRUST);
  });

  it.each<[string, object]>([
    ['a version that never was', { v: 0 }],
    ['a version in words', { v: '2' }],
    ['no policy', { policy: undefined }],
    ['a misspelt member', { openPGP: {} }],
    ['a short fingerprint, which anyone can collide', { openpgp: { fingerprints: ['A'.repeat(16)] } }],
    ['a fingerprint with spaces', { openpgp: { fingerprints: ['AAAA '.repeat(10)] } }],
    ['a root that is no PEM', { rfc3161: { roots: ['root.pem'], spkiPins: [] } }],
    ['a pin in base64', { rfc3161: { roots: [], spkiPins: ['abc='] } }],
    [
      'a Sigstore identity without a repository',
      { sigstore: { trustedRoot: {}, identity: { issuer: 'https://issuer.example' } } },
    ],
    [
      'a repository without its host',
      { sigstore: { trustedRoot: {}, identity: { issuer: 'https://a.example', repository: 'acme/app' } } },
    ],
  ])('is refused with %s', (_, changes) => {
    expect(() => parseTrustFile(JSON.stringify({ ...TRUST, ...changes }), 'trust.json')).toThrow(
      expect.objectContaining({ code: 'usage', message: expect.stringContaining('trust.json') }),
    );
  });

  it('of a later format is told apart from a bad one', () => {
    expect(() => parseTrustFile(JSON.stringify({ v: 2, roots: [] }), 'trust.json')).toThrow(
      expect.objectContaining({
        code: 'incomplete',
        message: expect.stringMatching(/^trust\.json has version 2 of its format.*update VaultMesh/),
      }),
    );
  });

  it('is refused when it is no JSON, with the way to make one', () => {
    expect(() => parseTrustFile('trust')).toThrow('vaultmesh trust init');
  });
});
