import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { renderService, writeService } from '../../core/spawn/index.ts';
import type { combinations } from '../core/spawn/combinations.ts';
import { request } from '../core/spawn/requests.ts';
import { make, MAKE_TIMEOUT_MS } from './make.ts';

/** What every spawned repository says of itself: its tests, its language's linters, its build. */
export function makeContract(of: ReturnType<typeof combinations>): void {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vaultmesh-make-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  describe('a spawned repository', () => {
    it.each(of)(
      '%s: passes its own make test lint build, and changes no file of its own by it',
      async (_, combination) => {
        const repository = join(folder, 'my-service');
        await writeService(renderService(request(combination), {}), repository);
        const made = make(repository, 'test', 'lint', 'build');
        const said = made.status === 0 ? '' : `${made.stdout}${made.stderr}`;
        expect({ status: made.status, said }).toEqual({ status: 0, said: '' });
        const { stdout } = spawnSync('git', ['-C', repository, 'status', '--porcelain'], {
          encoding: 'utf8',
        });
        expect(stdout).toBe('');
      },
      MAKE_TIMEOUT_MS,
    );
  });
}
