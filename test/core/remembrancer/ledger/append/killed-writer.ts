import { expect } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  appendRecords,
  generateLogKey,
  gitStore,
  initLedger,
  parseSignerKey,
} from '../../../../../core/remembrancer/ledger/index.ts';
import { gitHistory } from '../git-history.ts';
import { sampleRecord } from '../sample-records.ts';
import { expectValidHistory } from './expect-valid-history.ts';
import { appendAndKill, type Moment } from './kill-at-command.ts';

/**
 * Kills a writer at its git command number `command` and expects that the next append goes on: every commit is a valid
 * log that extends the one before, the next record is there, and what the dead writer began is there at most once, and
 * once when it is tried again. Gives whether there was such a command.
 */
export async function expectToSurviveKill(command: number, moment: Moment): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'vaultmesh-kill-test-'));
  const repository = join(folder, 'ledger.git');
  const key = generateLogKey('git.example/acme/app');
  const signer = parseSignerKey(key.signerKey);
  const url = `file://${repository}`;
  const store = gitStore({ url, workDir: folder });
  try {
    execFileSync('git', ['init', '--quiet', '--bare', repository]);
    await initLedger(store, signer);
    const dying = { url, signerKey: key.signerKey, id: 'dying', command, moment };
    const { killed } = appendAndKill(folder, dying);
    const append = async (id: string): Promise<unknown> =>
      appendRecords(store, signer, [sampleRecord(id)], { random: () => 0 });
    await append('next');
    await append('dying');
    expect(await expectValidHistory(gitHistory(repository), key.verifierKey)).toEqual(['dying', 'next']);
    return killed;
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
