import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  folderSource,
  fsck,
  gitSource,
  httpSource,
  type LedgerSource,
} from '../../../../../core/remembrancer/ledger/fsck/index.ts';
import { appendRecords, gitStore, initLedger } from '../../../../../core/remembrancer/ledger/index.ts';
import { sampleRecords } from '../sample-records.ts';
import { filesOf, logKey, sampleLedger, signer } from './sample-ledger.ts';

const root = mkdtempSync(join(tmpdir(), 'vaultmesh-fsck-test-'));
const folder = join(root, 'folder');
const workDir = join(root, 'work');
const repository = join(root, 'repository.git');
const git = (...args: string[]): string => execFileSync('git', args, { encoding: 'utf8' }).trim();
const commits: string[] = [];
let server: Server;
let files: Map<string, Uint8Array>;

beforeAll(async () => {
  for (const directory of [folder, workDir]) mkdirSync(directory);
  files = filesOf(await sampleLedger(3));
  for (const [path, content] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  git('init', '--quiet', '--bare', repository);
  const store = gitStore({ url: repository, workDir });
  await initLedger(store, signer);
  for (const records of [sampleRecords(2), sampleRecords(4).slice(2)]) {
    await appendRecords(store, signer, records, { random: () => 0 });
    commits.push(git('-C', repository, 'rev-parse', 'ledger'));
  }
  await store.close();
  server = createServer((request, response) => {
    const path = request.url?.replace('/acme/app/abc/', '') ?? '';
    if (path === '/broken/vkey') response.writeHead(500).end();
    else if (files.has(path)) response.end(files.get(path));
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  const left = readdirSync(workDir);
  rmSync(root, { recursive: true, force: true });
  expect(left).toEqual([]);
});

async function check(source: LedgerSource): ReturnType<typeof fsck> {
  try {
    return await fsck(source, { verifierKey: logKey.verifierKey });
  } finally {
    await source.close();
  }
}

const raw = (path: string): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;

describe('a ledger is checked', () => {
  it('in a folder, without what git keeps there', async () => {
    mkdirSync(join(folder, '.git'));
    writeFileSync(join(folder, '.git', 'HEAD'), 'ref: refs/heads/ledger\n');
    expect(await check(folderSource(folder))).toMatchObject({ sound: true, counts: { receipts: 4 } });
  });

  it('in a folder with the right to run a file, which the branch has for none', async () => {
    chmodSync(join(folder, 'receipts/000/2.json'), 0o755);
    const { problems } = await check(folderSource(folder));
    expect(problems.map(({ file, rule }) => [file, rule])).toContainEqual([
      'receipts/000/2.json',
      'not-a-file',
    ]);
    chmodSync(join(folder, 'receipts/000/2.json'), 0o644);
  });

  it('in a folder without following its links', async () => {
    rmSync(join(folder, 'receipts/000/1.json'));
    symlinkSync(join(folder, 'receipts/000/0.json'), join(folder, 'receipts/000/1.json'));
    const { problems } = await check(folderSource(folder));
    expect(problems.map(({ file, rule }) => [file, rule])).toEqual([
      ['receipts/000/1.json', 'missing'],
      ['receipts/000/1.json', 'not-a-file'],
    ]);
  });

  it('at the head of a branch, and at a commit that is not the head any more', async () => {
    expect(await check(await gitSource({ url: repository, workDir }))).toMatchObject({
      sound: true,
      listed: true,
      counts: { entries: 4 },
    });
    expect(await check(await gitSource({ url: repository, workDir, commit: commits[0]! }))).toMatchObject({
      sound: true,
      counts: { entries: 2 },
    });
  });

  it('by the raw files under an address, where only what is named can be found', async () => {
    expect(await check(httpSource(raw('/acme/app/abc/'), fetch))).toMatchObject({
      sound: true,
      listed: false,
      counts: { receipts: 4, evidence: 8 },
    });
  });

  it('not at all where it cannot be told what is there', async () => {
    await expect(check(httpSource(raw('/broken'), fetch))).rejects.toMatchObject({ code: 'network' });
    expect(() => httpSource('ftp://example.com', fetch)).toThrow('is not an https address');
    await expect(gitSource({ url: repository, workDir, branch: 'other' })).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(gitSource({ url: repository, workDir, commit: 'f'.repeat(40) })).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(gitSource({ url: repository, workDir, commit: '--all' })).rejects.toMatchObject({
      code: 'usage',
    });
    await expect(check(folderSource(join(root, 'none')))).rejects.toMatchObject({ code: 'not-found' });
  });
});
