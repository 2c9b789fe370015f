import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, it } from '@jest/globals';

import { writeProofs } from '../../../actions/append/src/write-proofs.ts';
import { utf8 } from '../../../core/common/bytes.ts';
import { makeReceipt } from '../../../core/remembrancer/receipt/index.ts';

const receipt = makeReceipt({
  ...{ id: 'release:v1', kind: 'release', component: 'app', version: '1', missing: [] },
  ...{
    time: new Date('2026-11-20T09:30:00Z'),
    subjects: [{ name: 'app', sha256: 'a'.repeat(64) }],
    evidence: [],
  },
});
const record = { receipt, assets: [{ name: 'app.vmproof', content: utf8('proof') }] };

let outside: string;
let workspace: string;

beforeEach(async () => {
  outside = await mkdtemp(join(tmpdir(), 'vaultmesh-proofs-'));
  workspace = join(outside, 'workspace');
  await mkdir(workspace);
});

afterEach(async () => {
  await rm(outside, { recursive: true });
});

it('writes the receipt and the proofs, also over those of an earlier run', async () => {
  await writeProofs(workspace, record);
  expect(await writeProofs(workspace, record)).toEqual({
    receipt: 'vaultmesh-proofs/receipt.json',
    proofs: ['vaultmesh-proofs/app.vmproof'],
  });
  expect(await readFile(join(workspace, 'vaultmesh-proofs/app.vmproof'), 'utf8')).toBe('proof');
});

it('refuses a link in the place of the folder', async () => {
  await mkdir(join(outside, 'elsewhere'));
  await symlink(join(outside, 'elsewhere'), join(workspace, 'vaultmesh-proofs'));
  await expect(writeProofs(workspace, record)).rejects.toMatchObject({ code: 'not-permitted' });
  expect(await readdir(join(outside, 'elsewhere'))).toEqual([]);
});

it('writes through no link in the place of a file', async () => {
  await writeFile(join(outside, 'victim'), 'untouched');
  await mkdir(join(workspace, 'vaultmesh-proofs'));
  await symlink(join(outside, 'victim'), join(workspace, 'vaultmesh-proofs/app.vmproof'));
  await writeProofs(workspace, record);
  expect(await readFile(join(outside, 'victim'), 'utf8')).toBe('untouched');
  expect(await readFile(join(workspace, 'vaultmesh-proofs/app.vmproof'), 'utf8')).toBe('proof');
});
