import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  auditHistory,
  type AuditResult,
  gitHistory,
} from '../../../../../core/remembrancer/ledger/audit/index.ts';
import { fsck, type FsckResult, gitSource } from '../../../../../core/remembrancer/ledger/fsck/index.ts';
import { appendRecords, gitStore, initLedger } from '../../../../../core/remembrancer/ledger/index.ts';
import { repairBranch } from '../../../../../core/remembrancer/ledger/repair/index.ts';
import { logKey, signer } from '../fsck/sample-ledger.ts';
import { sampleRecord } from '../sample-records.ts';

const { verifierKey } = logKey;
let root: string;
let url: string;

const git = (args: string[], input: string | Buffer = ''): Buffer =>
  execFileSync('git', ['-C', url, '-c', 'user.name=x', '-c', 'user.email=x@example.com', ...args], { input });
const line = (...args: string[]): string => git(args).toString().trim();

async function append(...ids: string[]): Promise<void> {
  const store = gitStore({ url, workDir: root });
  try {
    for (const id of ids) await appendRecords(store, signer, [sampleRecord(id)], { random: () => 0 });
  } finally {
    await store.close();
  }
}

async function audit(known: { verifierKey?: string } = { verifierKey }): Promise<AuditResult> {
  const history = await gitHistory({ url, workDir: root });
  return auditHistory(history, known).finally(() => history.close());
}

async function check(): Promise<FsckResult> {
  const source = await gitSource({ url, workDir: root });
  return fsck(source, { verifierKey }).finally(() => source.close());
}

const repair = () => repairBranch({ url, workDir: root, verifierKey });

/** Makes a commit of `tree` the head, upon `parents`. */
function move(tree: string, ...parents: string[]): string {
  const commit = line(
    'commit-tree',
    tree,
    ...parents.flatMap((parent) => ['-p', parent]),
    '-m',
    'by someone',
  );
  line('update-ref', 'refs/heads/ledger', commit);
  return commit;
}

/** A tree with the entries of another (mode, name and object id) and one more, before the name `before`. */
function withEntry(rev: string, before: string, mode: string, name: string, oid: string): string {
  const rows = line('ls-tree', rev).split('\n');
  const entries = rows.map(
    (row) => /^0?(\d+) \w+ (\w+)\t(.*)$/u.exec(row)!.slice(1) as [string, string, string],
  );
  const at = entries.findIndex((entry) => entry[2] === before);
  entries.splice(at, 0, [mode, oid, name]);
  const bytes = entries.flatMap(([m, id, n]) => [Buffer.from(`${m} ${n}\0`), Buffer.from(id, 'hex')]);
  return git(['hash-object', '-t', 'tree', '-w', '--literally', '--stdin'], Buffer.concat(bytes))
    .toString()
    .trim();
}

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'vaultmesh-tricks-test-'));
  url = join(root, 'repository.git');
  execFileSync('git', ['init', '--quiet', '--bare', url]);
  const store = gitStore({ url, workDir: root });
  await initLedger(store, signer);
  await store.close();
  await append('release:1');
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

describe('a merge that goes back without force', () => {
  it('is an incident, nothing is appended upon it, and a repair brings back what was signed', async () => {
    const old = line('rev-parse', 'ledger');
    await append('release:2', 'release:3');
    const real = line('rev-parse', 'ledger');
    const merge = move(`${old}^{tree}`, old, real);
    const open = await audit();
    expect(open).toMatchObject({ sound: false, log: { size: 3 } });
    expect(open.incidents.map(({ commit, kind }) => [commit, kind])).toEqual([
      [merge, 'rollback'],
      [merge, 'merge'],
    ]);
    await expect(append('release:4')).rejects.toMatchObject({ code: 'verification-failed' });
    const { commit } = await repair();
    expect(line('rev-parse', 'ledger^{tree}')).toBe(line('rev-parse', `${real}^{tree}`));
    await append('release:4');
    const after = await audit();
    expect(after).toMatchObject({ sound: true, log: { size: 4 } });
    expect(after.incidents.every(({ repairedBy }) => repairedBy === commit)).toBe(true);
  });

  it('is one too when it changes no file, and a repair makes the branch writable', async () => {
    const [first = ''] = line('rev-list', '--reverse', 'ledger').split('\n');
    const real = line('rev-parse', 'ledger');
    const merge = move(`${real}^{tree}`, real, first);
    expect((await audit()).incidents).toMatchObject([{ commit: merge, kind: 'merge' }]);
    await expect(append('release:2')).rejects.toThrow('is a merge');
    expect(await repair()).toMatchObject({ restored: [], removed: [], commit: expect.any(String) });
    await append('release:2');
    expect(await audit()).toMatchObject({ sound: true, log: { size: 2 } });
  });

  it('cannot bring another beginning, and another key with it', async () => {
    const real = line('rev-parse', 'ledger');
    const foreign = move(line('rev-parse', 'ledger:receipts'));
    move(`${real}^{tree}`, foreign, real);
    await expect(audit({})).rejects.toThrow('more than one first commit');
    expect(await audit()).toMatchObject({ sound: false, log: { size: 1 } });
    await repair();
    expect((await audit()).sound).toBe(true);
  });
});

describe('a tree as no tool would write it', () => {
  it.each(['checkpoint', 'state.json', 'policy', 'vkey'])(
    'with %s twice is seen and mended',
    async (name) => {
      const real = line('rev-parse', 'ledger');
      const evil = git(['hash-object', '-w', '--stdin'], 'evil\n').toString().trim();
      move(withEntry(real, name, '100644', name, evil), real);
      expect(line('show', `ledger:${name}`)).toBe('evil');
      expect((await check()).problems).toContainEqual(
        expect.objectContaining({ file: name, rule: 'not-a-file' }),
      );
      expect((await audit()).sound).toBe(false);
      await expect(append('release:2')).rejects.toThrow(`lists the name "${name}" twice`);
      await repair();
      expect(line('rev-parse', 'ledger^{tree}')).toBe(line('rev-parse', `${real}^{tree}`));
      await append('release:2');
      expect(await audit()).toMatchObject({ sound: true, log: { size: 2 } });
    },
  );

  it('with a folder twice, or an empty one, is seen and mended', async () => {
    const real = line('rev-parse', 'ledger');
    const empty = git(['hash-object', '-t', 'tree', '-w', '--stdin']).toString().trim();
    const folder = line('rev-parse', 'ledger:receipts');
    for (const [name, oid] of [
      ['receipts', folder],
      ['receipts', empty],
      ['planted', empty],
    ] as const) {
      move(withEntry(real, 'receipts', '40000', name, oid), line('rev-parse', 'ledger'));
      const problem = expect.objectContaining({ file: name, rule: 'not-a-file' });
      expect((await check()).problems).toContainEqual(problem);
      expect((await audit()).incidents.at(-1)).toMatchObject({ kind: 'files' });
      await repair();
      expect(line('rev-parse', 'ledger^{tree}')).toBe(line('rev-parse', `${real}^{tree}`));
      expect((await audit()).sound).toBe(true);
    }
  });
});
