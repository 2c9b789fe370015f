import { expect, it } from '@jest/globals';

import { utf8 } from '../../../../core/common/bytes.ts';
import { type EvidenceFile, makeReceipt } from '../../../../core/remembrancer/receipt/index.ts';
import { checkDigest } from '../../../../core/remembrancer/verify/check-digest.ts';
import { checkReceipt } from '../../../../core/remembrancer/verify/check-receipt.ts';

const A = { name: 'a.tgz', sha256: 'a'.repeat(64), sha512: '1'.repeat(128), size: 1 };
const B = { name: 'b.tgz', sha256: 'b'.repeat(64) };
const overA: EvidenceFile = { layer: 'openpgp', n: 1, subject: A.name, content: utf8('signature of a') };
const overB: EvidenceFile = { layer: 'openpgp', n: 2, subject: B.name, content: utf8('signature of b') };
const overAll: EvidenceFile = { layer: 'sigstore', n: 1, content: utf8('bundle') };

const receipt = makeReceipt({
  id: 'release:v1.0.0',
  kind: 'release',
  component: 'app',
  version: '1.0.0',
  time: new Date(0),
  subjects: [A, B],
  evidence: [overA, overB, overAll],
  missing: [],
});

const check = (...evidence: EvidenceFile[]) => checkReceipt({ evidence }, receipt, A);

it('a receipt vouches for the evidence on one of its artifacts, and on all of them', () => {
  expect(check(overA, overAll)).toMatchObject({ verdict: { status: 'valid' }, committed: [overA, overAll] });
});

it.each([
  ['of another artifact of the same receipt', overB],
  ['that hides which artifact it is about', { layer: 'openpgp', n: 2, content: overB.content }],
  ['that claims to be about this artifact alone', { ...overAll, subject: A.name }],
  ['with other content', { ...overA, content: utf8('signature of b') }],
  ['of another number', { ...overA, n: 3 }],
] satisfies [string, EvidenceFile][])('and not for evidence %s', (_, stray) => {
  expect(check(stray)).toMatchObject({ verdict: { status: 'invalid', reason: 'mismatch' }, committed: [] });
});

it('a digest is that of the receipt, whatever the proof says that it is', () => {
  const other = { ...A, sha256: 'c'.repeat(64) };
  expect(checkDigest(A, A, receipt).status).toBe('valid');
  expect(checkDigest(other, other, receipt)).toMatchObject({ status: 'invalid', reason: 'mismatch' });
  expect(checkDigest(B, { ...B, name: A.name }, receipt).status).toBe('invalid');
  expect(checkDigest(B, { ...B, name: 'c.tgz' }, receipt).status).toBe('invalid');
});

it('a second digest and the size count where both sides state them', () => {
  const { sha256, name } = A;
  expect(checkDigest({ name, sha256 }, { name, sha256 }, receipt).status).toBe('valid');
  for (const change of [{ sha512: '2'.repeat(128) }, { size: 2 }]) {
    expect(checkDigest({ ...A, ...change }, { name, sha256 }, receipt).status).toBe('invalid');
    expect(checkDigest({ name, sha256 }, { ...A, ...change }, receipt).status).toBe('invalid');
    expect(checkDigest({ ...A, ...change }, A, receipt).status).toBe('invalid');
  }
});
