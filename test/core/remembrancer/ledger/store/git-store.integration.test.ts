import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { utf8 } from '../../../../../core/common/bytes.ts';
import {
  appendRecords,
  generateLogKey,
  gitStore,
  initLedger,
  type LedgerStore,
  parseSignerKey,
} from '../../../../../core/remembrancer/ledger/index.ts';
import { sampleRecord, sampleRecords } from '../sample-records.ts';
import { roundTrips } from './round-trips.ts';
import { testLedger, testStore } from './store-contract.ts';

const root = mkdtempSync(join(tmpdir(), 'vaultmesh-git-store-test-'));
const workDir = join(root, 'work');
jest.setTimeout(60_000);

const signer = parseSignerKey(generateLogKey('git.example/acme/app').signerKey);
const options = { random: () => 0 };
const stores: LedgerStore[] = [];

function git(...args: string[]): string {
  return execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

/** A bare repository, as a server has it: by default one that does not know how to leave out what was not asked for. */
function repository(name: string, config: Record<string, string> = {}): string {
  const path = join(root, `${name}.git`);
  git('init', '--quiet', '--bare', path);
  for (const [key, value] of Object.entries(config)) git('-C', path, 'config', key, value);
  return path;
}

const opener =
  (url: string, env: NodeJS.ProcessEnv = {}) =>
  () => {
    const store = gitStore({ url, workDir, env: { ...process.env, ...env } });
    stores.push(store);
    return store;
  };

/** The commands that spoke to the other side while `work` ran git in the environment that it gets. */
async function traced(work: (env: NodeJS.ProcessEnv) => Promise<unknown>): Promise<string[]> {
  const trace = join(root, `trace-${Math.random()}`);
  await work({ GIT_TRACE2_EVENT: trace });
  return roundTrips(trace);
}

beforeAll(() => {
  mkdirSync(workDir);
});

afterAll(async () => {
  await Promise.all(stores.map((store) => store.close()));
  const left = readdirSync(workDir);
  rmSync(root, { recursive: true, force: true });
  expect(left).toEqual([]);
});

const PARTIAL = { 'uploadpack.allowFilter': 'true' };
const VERSION_0 = { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'protocol.version', GIT_CONFIG_VALUE_0: '0' };

describe('the git store', () => {
  testStore(opener(repository('plain')));
});

describe.each<[string, Record<string, string>, NodeJS.ProcessEnv]>([
  ['takes no filter by depth', { ...PARTIAL, 'uploadpackfilter.tree.allow': 'false' }, {}],
  ['takes a filter by depth 0 only', { ...PARTIAL, 'uploadpackfilter.tree.maxDepth': '0' }, {}],
  ['takes no two filters at once', { ...PARTIAL, 'uploadpackfilter.combine.allow': 'false' }, {}],
  ['refuses all filters', { ...PARTIAL, 'uploadpackfilter.allow': 'false' }, {}],
  ['gives no object by its id', PARTIAL, VERSION_0],
  ['knows no filter, and gives no object by its id', {}, VERSION_0],
])('the git store on a server that %s', (name, config, env) => {
  testStore(opener(`file://${repository(`store, ${name}`, config)}`, env));

  it('holds a ledger', async () => {
    const open = opener(repository(`ledger, ${name}`, config), env);
    await initLedger(open(), signer);
    await appendRecords(open(), signer, sampleRecords(30), options);
    const [next] = await appendRecords(open(), signer, [sampleRecord('next')], options);
    const [again] = await appendRecords(open(), signer, [sampleRecord('release:7')], options);
    expect([next?.index, again?.index, again?.alreadyRecorded]).toEqual([30, 7, true]);
  });
});

describe('the git store on a server with partial clone', () => {
  testStore(opener(`file://${repository('partial', PARTIAL)}`));
  const ledger = repository('ledger', PARTIAL);
  testLedger(opener(`file://${ledger}`));

  it('leaves a repository that git itself finds sound', () => {
    expect(git('-C', ledger, 'fsck', '--strict', '--full', '--no-dangling')).toBe('');
    expect(git('-C', ledger, 'log', '-1', '--format=%an %s', 'ledger')).toMatch(/^VaultMesh ledger: /u);
  });

  it('fetches only the folders and files that it reads', async () => {
    const [store, before] = [opener(`file://${ledger}`)(), readdirSync(workDir)];
    await store.read(['checkpoint', 'state.json']);
    const clone = readdirSync(workDir).find((name) => !before.includes(name))!;
    const has = (where: string): number =>
      Number(/^in-pack: (\d+)$/mu.exec(git('-C', where, 'count-objects', '-v'))?.[1]);
    expect(has(join(workDir, clone))).toBeLessThan(20);
  });
});

describe('the round trips of the git store', () => {
  const url = `file://${repository('trips', PARTIAL)}`;
  const append = (id: string) => (env: NodeJS.ProcessEnv) =>
    appendRecords(opener(url, env)(), signer, [sampleRecord(id)], options);

  it('are four for one append', async () => {
    await initLedger(opener(url)(), signer);
    await appendRecords(opener(url)(), signer, sampleRecords(30), options);
    expect(await traced(append('new'))).toEqual(['fetch', 'fetch', 'push', 'push']);
  });

  it('are two for an operation that is recorded', async () => {
    expect(await traced(append('new'))).toEqual(['fetch', 'fetch']);
  });

  it('are one more in a log whose tiles have numbers of two parts', async () => {
    const files = ['checkpoint', 'receipts/x001/000/256000.json', 'tile/0/x001/000.p/1', 'by-op/ab/cd/abcd'];
    const path = repository('long', PARTIAL);
    const content = (paths: string[]): Map<string, Uint8Array> =>
      new Map(paths.map((file) => [file, utf8(file)]));
    const additions = content([...files, 'receipts/000/1.json', 'tile/0/000', 'by-op/00/00/0000']);
    const head = await opener(path)().commit(undefined, { message: 'begin', additions, deletions: [] });
    const next = content(['receipts/x001/000/256001.json', 'tile/0/x001/000.p/2', 'by-op/ab/cd/abce']);
    const trips = await traced(async (env) => {
      const store = opener(`file://${path}`, env)();
      expect((await store.read(['checkpoint', 'by-op/ab/cd/abce'])).head).toBe(head);
      await store.commit(head, { message: 'next', additions: next, deletions: [] });
    });
    expect(trips).toEqual(['fetch', 'fetch', 'fetch', 'push']);
    expect((await opener(path)().read([...files, ...next.keys()])).files.size).toBe(7);
  });
});

describe('the git store and a server that says no', () => {
  it('tells a refusal by a rule from a race', async () => {
    const path = repository('refusing');
    await initLedger(opener(path)(), signer);
    writeFileSync(join(path, 'hooks', 'pre-receive'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    await expect(appendRecords(opener(path)(), signer, [sampleRecord('x')], options)).rejects.toMatchObject({
      code: 'not-permitted',
    });
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
    await appendRecords(store, signer, sampleRecords(2), options);
  });
});
