import { describe, expect, it } from '@jest/globals';

import { utf8 } from '../../../../core/common/bytes.ts';
import { makeProof, parseProof, type Proof } from '../../../../core/remembrancer/proof/index.ts';

const PROOF: Proof = {
  subject: { name: 'app.tar.gz', sha256: 'a'.repeat(64), size: 3 },
  receipt: utf8('{}'),
  evidence: [
    { layer: 'openpgp', n: 1, subject: 'app.tar.gz', content: Uint8Array.of(0, 255, 1) },
    { layer: 'sigstore', n: 1, content: utf8('{}') },
  ],
  tlogProof: 'c2sp.org/tlog-proof@v1\nindex 0\n\nlog\n',
};

describe('a .vmproof file', () => {
  it('gives back what was put in', () => {
    expect(parseProof(makeProof(PROOF))).toEqual(PROOF);
  });

  it('is canonical JSON with a line feed, so that equal proofs are equal files', () => {
    const text = makeProof(PROOF);
    expect(text).toMatch(
      /^\{"evidence":\[\{"content":"AP8B","layer":"openpgp","n":1,"subject":"app\.tar\.gz"\}/,
    );
    expect(text.endsWith('"}\n')).toBe(true);
    expect(makeProof(parseProof(text))).toBe(text);
  });

  it('leaves out evidence about other subjects', () => {
    const other = { layer: 'rfc3161', n: 1, subject: 'other.tar.gz', content: utf8('x') } as const;
    expect(parseProof(makeProof({ ...PROOF, evidence: [...PROOF.evidence, other] }))).toEqual(PROOF);
  });

  const text = makeProof(PROOF);
  it.each([
    ['nothing', ''],
    ['no JSON', 'proof'],
    ['another format', text.replace('vaultmesh-proof/1', 'vaultmesh-prof/1')],
    ['a format that is no text', text.replace('"vaultmesh-proof/1"', '{"toString":1,"valueOf":1}')],
    ['a version that is no number', text.replace('vaultmesh-proof/1', 'vaultmesh-proof/x')],
    ['an unknown member', text.replace('{"evidence"', '{"a":1,"evidence"')],
    ['white space', text.replace(',', ', ')],
    ['no line feed', text.trimEnd()],
    ['members in another order', text.replace('"layer":"openpgp","n":1', '"n":1,"layer":"openpgp"')],
    ['a member twice', text.replace('"n":1', '"n":2,"n":1')],
    ['an escaped letter', text.replace('"openpgp"', '"openpg\\u0070"')],
    ['half a surrogate pair', text.replace('app.tar.gz', '\\ud800')],
    ['base64 with bits to spare', text.replace('e30=', 'e31=')],
    ['a digest in capitals', text.replace('a'.repeat(64), 'A'.repeat(64))],
  ])('is refused with %s', (_, wrong) => {
    expect(wrong).not.toBe(text);
    expect(() => parseProof(wrong, 'app.vmproof')).toThrow(
      expect.objectContaining({
        code: 'verification-failed',
        message: expect.stringMatching(/^app\.vmproof is not a VaultMesh proof: /),
      }),
    );
  });

  it('of a later format is told apart from a bad one, whatever else it holds', () => {
    const later = text
      .replace('vaultmesh-proof/1', 'vaultmesh-proof/2')
      .replace('{"evidence"', '{"a":1,"evidence"');
    expect(() => parseProof(later, 'app.vmproof')).toThrow(
      expect.objectContaining({
        code: 'incomplete',
        message:
          'app.vmproof has version 2 of its format, and this VaultMesh reads up to version 1; update VaultMesh.',
      }),
    );
  });
});
