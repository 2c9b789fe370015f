import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  generateLogKey,
  gitStore,
  initLedger,
  parseSignerKey,
} from '../../../../../core/remembrancer/ledger/index.ts';
import { gitHistory } from '../git-history.ts';
import { expectValidHistory } from './expect-valid-history.ts';

const RECORDS = 20;
const run = promisify(execFile);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vaultmesh-two-writers-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

it(`two processes that append ${RECORDS} records each at once lose none, and every commit is a sound log`, async () => {
  const repository = join(folder, 'ledger.git');
  const url = `file://${repository}`;
  const { signerKey, verifierKey } = generateLogKey('git.example/acme/app');
  await run('git', ['init', '--quiet', '--bare', repository]);
  const store = gitStore({ url, workDir: folder });
  await initLedger(store, parseSignerKey(signerKey));
  await store.close();

  const idsOf = (writer: string): string[] => Array.from({ length: RECORDS }, (_, n) => `${writer}:${n}`);
  const write = async (writer: string): Promise<void> => {
    const workDir = join(folder, writer);
    mkdirSync(workDir);
    const program = join(import.meta.dirname, 'append-program.ts');
    await run(process.execPath, ['--no-warnings', program, url, workDir, ...idsOf(writer)], {
      env: { ...process.env, NODE_OPTIONS: '', LOG_KEY: signerKey },
    });
  };
  await Promise.all([write('a'), write('b')]);

  const operations = await expectValidHistory(gitHistory(repository), verifierKey);
  expect(operations).toEqual([...idsOf('a'), ...idsOf('b')].toSorted());
});
