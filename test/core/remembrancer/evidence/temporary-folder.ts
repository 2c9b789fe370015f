import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from '@jest/globals';

/** A folder that is new for each test and gone after it; call it at the top of a `describe`. */
export function temporaryFolder(): { readonly path: string } {
  const folder = { path: '' };
  beforeEach(async () => {
    folder.path = await mkdtemp(join(tmpdir(), 'vaultmesh-evidence-'));
  });
  afterEach(() => rm(folder.path, { recursive: true, force: true }));
  return folder;
}
