import { expect, it } from '@jest/globals';

import { fromUtf8, utf8 } from '../../../../../core/common/bytes.ts';
import { admittedEntries, signAdmission } from '../../../../../core/remembrancer/ledger/branch/admission.ts';
import {
  type Checkpoint,
  EMPTY_ROOT,
  generateLogKey,
  parseCheckpoint,
  parseSignerKey,
  parseVerifierKey,
  signNote,
} from '../../../../../core/remembrancer/ledger/index.ts';

const signer = parseSignerKey(generateLogKey('github.com/acme/app').signerKey);
const verifier = parseVerifierKey(signer.verifierKey);
const base: Checkpoint = { origin: 'github.com/acme/app', size: 7, root: new Uint8Array(32).fill(7) };
const entries = ['{"a":1}', '{"b":2}'].map(utf8);
const [signed = ''] = signAdmission(base, entries, signer).split('\n\n');
const text = `${signed}\n`;

const admitted = (note: string, on = base): string[] =>
  admittedEntries(utf8(note), on, verifier).map(fromUtf8);

it('an admission gives its entries in order, on the checkpoint that it was signed for', () => {
  expect(admitted(signAdmission(base, entries, signer))).toEqual(['{"a":1}', '{"b":2}']);
});

it.each([
  ['size', { ...base, size: 8 }],
  ['root', { ...base, root: EMPTY_ROOT }],
  ['origin', { ...base, origin: 'github.com/acme/other' }],
])('it gives nothing on a checkpoint of another %s', (_, other) => {
  expect(admitted(signAdmission(base, entries, signer), other)).toEqual([]);
});

it.each([
  ['of another version', text.replace('@v1', '@v2')],
  ['that is some other note of this key', text.slice(text.indexOf('\n') + 1)],
  ['whose size is no plain number', text.replace('\n7\n', '\n07\n')],
  ['whose root is no plain base64', text.replace('=\n', '\n')],
])('a text %s admits nothing, though the key signed it', (_, other) => {
  expect(other).not.toBe(text);
  expect(admitted(signNote(other, signer))).toEqual([]);
});

it('no admission is a checkpoint', () => {
  expect(() => parseCheckpoint(text)).toThrow('The note is not a checkpoint');
});
