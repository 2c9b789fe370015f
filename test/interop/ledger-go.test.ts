import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { toBase64 } from '../../core/common/bytes.ts';
import {
  appendRecords,
  emptyLedger,
  generateLogKey,
  memoryStore,
  parseSignerKey,
} from '../../core/remembrancer/ledger/index.ts';
import { sampleRecords } from '../core/remembrancer/ledger/sample-records.ts';
import { readLedger } from '../core/remembrancer/ledger/read-ledger.ts';

jest.setTimeout(300_000);

/** golang.org/x/mod/sumdb, the transparency log client of the Go toolchain, as the outsider. */
const source = join(import.meta.dirname, 'go');
const folder = mkdtempSync(join(tmpdir(), 'vaultmesh-interop-go-'));
const checker = join(folder, 'interop');
const signer = parseSignerKey(generateLogKey('github.com/acme/app').signerKey);

type Files = ReadonlyMap<string, Uint8Array>;

beforeAll(() => {
  const { error, status, stderr } = spawnSync('go', ['build', '-o', checker, '.'], {
    cwd: source,
    encoding: 'utf8',
  });
  if (error !== undefined)
    throw new Error('Go 1.24 or newer is not installed: see https://go.dev/doc/install', { cause: error });
  if (status !== 0) throw new Error(stderr);
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** What the checkpoint needs of a branch after appends of `batches` records each. */
async function grow(batches: number[]): Promise<{ files: Files; answer: string }> {
  const store = memoryStore(emptyLedger(signer));
  const records = sampleRecords(batches.reduce((sum, batch) => sum + batch, 0));
  for (let at = 0; batches.length > 0;) {
    const batch = batches.shift() ?? 0;
    await appendRecords(store, signer, records.slice(at, (at += batch)), { random: () => 0 });
  }
  const { checkpoint } = await readLedger(store);
  const answer = `${checkpoint.size} ${toBase64(checkpoint.root)}\n`;
  const needed = [...(store.history().at(-1)?.files ?? [])].filter(([path]) =>
    /^(checkpoint|vkey|tile\/.*)$/u.test(path),
  );
  return { files: new Map(needed), answer };
}

/** What the Go client says of a branch that is checked out in a folder. */
function ask(files: Files): { status: number | null; stdout: string; stderr: string } {
  const ledger = mkdtempSync(join(folder, 'ledger-'));
  for (const [path, content] of files) {
    mkdirSync(dirname(join(ledger, path)), { recursive: true });
    writeFileSync(join(ledger, path), content);
  }
  const { status, stdout, stderr } = spawnSync(checker, [ledger], { encoding: 'utf8' });
  rmSync(ledger, { recursive: true });
  return { status, stdout, stderr };
}

/** `files` with one bit of `path` turned over, in the middle. */
function damage(files: Files, path: string): Files {
  const content = Uint8Array.from(files.get(path) ?? []);
  const at = content.length >> 1;
  content[at] = (content[at] ?? 0) ^ 1;
  return new Map(files).set(path, content);
}

describe('the Go client', () => {
  it.each([
    [1, [1]],
    [2, [1, 1]],
    [255, [200, 55]],
    [256, [255, 1]],
    [257, [256, 1]],
    [1000, [1, 255, 256, 256, 232]],
  ])('accepts a ledger of %i entries, with the same root', async (size, batches) => {
    const { files, answer } = await grow([...batches]);
    expect(ask(files)).toEqual({ status: 0, stdout: answer, stderr: '' });
    expect(answer.startsWith(`${size} `)).toBe(true);
  });

  it('rejects a ledger of which one bit was changed in any file that the checkpoint needs', async () => {
    const { files } = await grow([200, 200]);
    // The partial tiles of size 200 went with the full ones; those of size 400 are left.
    expect([...files.keys()].toSorted()).toEqual([
      'checkpoint',
      'tile/0/000',
      'tile/0/001.p/144',
      'tile/1/000.p/1',
      'tile/entries/000',
      'tile/entries/001.p/144',
      'vkey',
    ]);
    const accepted = [...files.keys()].filter((path) => ask(damage(files, path)).status === 0);
    expect(accepted).toEqual([]);
    expect(ask(files).status).toBe(0);
  });
});
