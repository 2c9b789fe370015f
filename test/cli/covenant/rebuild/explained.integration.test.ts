import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, it } from '@jest/globals';

import { explainedInTurn } from '../../../../cli/covenant/rebuild/explained.ts';

const BYTES = 1_000_000;

let directory = '';

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'explained-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

it('reads the files of one difference after those of the other', async () => {
  const folders = [join(directory, 'a'), join(directory, 'b')];
  const paths = Array.from({ length: 8 }, (_, n) => `out-${n}`);
  for (const [n, folder] of folders.entries()) {
    mkdirSync(folder);
    for (const path of paths) writeFileSync(join(folder, path), Buffer.alloc(BYTES, n));
  }
  const file = (path: string, sha256: string) => ({ path, sha256, size: BYTES, mode: 'file' }) as const;
  const differences = paths.map((path) => ({ path, first: file(path, 'aa'), second: file(path, 'bb') }));
  let isDone = false;
  let most = 0;
  const found = explainedInTurn(differences, folders).finally(() => {
    isDone = true;
  });
  while (!isDone) {
    most = Math.max(most, process.getActiveResourcesInfo().filter((type) => type === 'FSReqPromise').length);
    await new Promise(setImmediate);
  }
  // Of the two files of one difference.
  expect(most).toBeLessThanOrEqual(2);
  expect(await found).toEqual(differences.map((difference) => ({ ...difference, offset: 0, causes: [] })));
});
