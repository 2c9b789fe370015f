import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  auditHistory,
  type AuditResult,
  gitHistory,
} from '../../../../../core/remembrancer/ledger/audit/index.ts';
import { missingObjects } from '../../../../../core/remembrancer/ledger/store/git/cat-file.ts';
import { appendRecords, gitStore, initLedger } from '../../../../../core/remembrancer/ledger/index.ts';
import { logKey, signer } from '../fsck/sample-ledger.ts';
import { sampleRecord } from '../sample-records.ts';

jest.setTimeout(60_000);

const root = mkdtempSync(join(tmpdir(), 'vaultmesh-audit-test-'));
const workDir = join(root, 'work');
const repository = join(root, 'repository.git');
const clone = join(root, 'clone');
const git = (...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.com', ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  }).trim();
const head = (): string => git('-C', repository, 'rev-parse', 'ledger');

async function append(id: string): Promise<void> {
  const store = gitStore({ url: repository, workDir });
  await appendRecords(store, signer, [sampleRecord(id)], { random: () => 0 });
  await store.close();
}

async function audit(pin?: string, env: NodeJS.ProcessEnv = {}): Promise<AuditResult> {
  const history = await gitHistory({ url: repository, workDir, env: { ...process.env, ...env } });
  try {
    const options = { verifierKey: logKey.verifierKey, ...(pin !== undefined && { pin }) };
    return await auditHistory(history, options);
  } finally {
    await history.close();
  }
}

/** Pushes a commit with what `work` did in a clone of the branch. */
function push(work: () => void): string {
  git('-C', clone, 'fetch', '--quiet');
  git('-C', clone, 'reset', '--hard', '--quiet', 'origin/ledger');
  work();
  git('-C', clone, 'add', '--all');
  git('-C', clone, 'commit', '--quiet', '-m', 'by someone');
  git('-C', clone, 'push', '--quiet', 'origin', 'HEAD:ledger');
  return head();
}

beforeAll(async () => {
  mkdirSync(workDir);
  git('init', '--quiet', '--bare', repository);
  const store = gitStore({ url: repository, workDir });
  await initLedger(store, signer);
  await store.close();
  await append('release:1');
  git('clone', '--quiet', '--branch', 'ledger', repository, clone);
});

afterAll(() => {
  const left = readdirSync(workDir);
  rmSync(root, { recursive: true, force: true });
  expect(left).toEqual([]);
});

describe('the audit of a branch in git', () => {
  it('walks all commits, with files of any name and mode in them', async () => {
    const planted = push(() => {
      writeFileSync(join(clone, ':100644 odd\nnäme'), 'x');
      writeFileSync(join(clone, 'receipts', 'run.sh'), 'x', { mode: 0o755 });
    });
    expect(await audit()).toMatchObject({ sound: false, commits: 4, incidents: [{ commit: planted }] });
    const removed = push(() => {
      rmSync(join(clone, ':100644 odd\nnäme'));
      rmSync(join(clone, 'receipts', 'run.sh'));
    });
    await append('release:2');
    expect(await audit()).toMatchObject({
      sound: true,
      log: { size: 2 },
      incidents: [{ commit: planted, kind: 'files', repairedBy: removed }],
    });
  });

  const version0 = { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'protocol.version', GIT_CONFIG_VALUE_0: '0' };

  it.each<[string, Record<string, string>, NodeJS.ProcessEnv]>([
    ['leaves out files on request', { 'uploadpack.allowFilter': 'true' }, {}],
    ['refuses all filters', { 'uploadpack.allowFilter': 'true', 'uploadpackfilter.allow': 'false' }, {}],
    ['gives no object by its id', { 'uploadpack.allowFilter': 'true' }, version0],
  ])('is the same on a server that %s', async (_, config, env) => {
    const expected = await audit();
    for (const [key, value] of Object.entries(config)) git('-C', repository, 'config', key, value);
    expect(await audit(undefined, env)).toEqual(expected);
    for (const key of Object.keys(config)) git('-C', repository, 'config', '--unset', key);
  });

  it('fetches the files of the head and all checkpoints, and others when they are read', async () => {
    git('-C', repository, 'config', 'uploadpack.allowFilter', 'true');
    const history = await gitHistory({ url: repository, workDir });
    const changes = history.commits.flatMap((commit) => commit.changes);
    const states = changes.flatMap(({ path, file }) => (path === 'state.json' && file ? [file.oid] : []));
    const [first = ''] = states;
    expect(await missingObjects(history.git, states)).toEqual(states.slice(0, -1));
    expect((await history.readBlobs([first])).get(first)?.length).toBeGreaterThan(0);
    await history.close();
  });

  it('sees by a pin that the branch was forced back', async () => {
    const { pin = '' } = await audit();
    git('-C', clone, 'push', '--quiet', '--force', 'origin', 'HEAD:ledger');
    const { sound, incidents } = await audit(pin);
    expect(sound).toBe(false);
    const open = incidents.filter(({ repairedBy }) => repairedBy === undefined);
    expect(open).toMatchObject([{ kind: 'rollback' }]);
  });

  it('says that there is no branch', async () => {
    await expect(gitHistory({ url: repository, branch: 'other', workDir })).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});
