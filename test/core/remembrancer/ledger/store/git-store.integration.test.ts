import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  appendRecords,
  generateLogKey,
  gitStore,
  initLedger,
  type LedgerStore,
  parseSignerKey,
} from '../../../../../core/remembrancer/ledger/index.ts';
import { sampleRecord, sampleRecords } from '../sample-records.ts';
import { testLedger, testStore } from './store-contract.ts';

const root = mkdtempSync(join(tmpdir(), 'vaultmesh-git-store-test-'));
const workDir = join(root, 'work');
jest.setTimeout(60_000);

const stores: LedgerStore[] = [];

function git(...args: string[]): string {
  return execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

/** A bare repository, as a server has it: one that leaves out file contents on request, and one that does not know how. */
function repository(name: string, config: Record<string, string> = {}): string {
  const path = join(root, `${name}.git`);
  git('init', '--quiet', '--bare', path);
  for (const [key, value] of Object.entries(config)) git('-C', path, 'config', key, value);
  return path;
}

const opener = (path: string) => () => {
  const store = gitStore({ url: `file://${path}`, workDir });
  stores.push(store);
  return store;
};

beforeAll(() => {
  mkdirSync(workDir);
});

afterAll(async () => {
  await Promise.all(stores.map((store) => store.close()));
  const left = readdirSync(workDir);
  rmSync(root, { recursive: true, force: true });
  expect(left).toEqual([]);
});

describe('the git store', () => {
  testStore(opener(repository('plain')));
});

describe('the git store on a server with partial clone', () => {
  const path = repository('partial', { 'uploadpack.allowFilter': 'true' });
  testStore(opener(path));
  const ledger = repository('ledger', { 'uploadpack.allowFilter': 'true' });
  testLedger(opener(ledger));

  it('leaves a repository that git itself finds sound', () => {
    expect(git('-C', ledger, 'fsck', '--strict', '--full', '--no-dangling')).toBe('');
    expect(git('-C', ledger, 'log', '-1', '--format=%an %s', 'ledger')).toMatch(/^VaultMesh ledger: /u);
  });

  it('fetches only the file contents that it reads', async () => {
    const [store, before] = [opener(ledger)(), readdirSync(workDir)];
    await store.read(['checkpoint', 'state.json']);
    const clone = readdirSync(workDir).find((name) => !before.includes(name))!;
    const objects = git('-C', join(workDir, clone), 'rev-list', '--objects', '--missing=print', '--all');
    expect(objects.split('\n').filter((line) => line.startsWith('?')).length).toBeGreaterThan(200);
    expect(git('-C', join(workDir, clone), 'rev-list', '--count', '--all').trim()).toBe('1');
  });
});

describe('the git store and a server that says no', () => {
  const signer = parseSignerKey(generateLogKey('git.example/acme/app').signerKey);

  it('tells a refusal by a rule from a race', async () => {
    const path = repository('refusing');
    await initLedger(opener(path)(), signer);
    writeFileSync(join(path, 'hooks', 'pre-receive'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    await expect(
      appendRecords(opener(path)(), signer, [sampleRecord('x')], { random: () => 0 }),
    ).rejects.toMatchObject({ code: 'not-permitted' });
  });

  it('says that a repository is not there', async () => {
    const store = opener(join(root, 'none.git'))();
    await expect(store.read(['checkpoint'])).rejects.toMatchObject({ code: 'not-found' });
  });

  it('leaves nothing behind after a writer that failed', async () => {
    const store = opener(repository('closing'))();
    await initLedger(store, signer);
    const before = readdirSync(workDir).length;
    await store.close();
    expect(readdirSync(workDir)).toHaveLength(before - 1);
    await appendRecords(store, signer, sampleRecords(2), { random: () => 0 });
  });
});
