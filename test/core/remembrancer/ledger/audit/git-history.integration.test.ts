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

async function audit(pin?: string): Promise<AuditResult> {
  const history = await gitHistory({ url: repository, workDir });
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
