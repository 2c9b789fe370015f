import { rm } from 'node:fs/promises';

import { fromUtf8 } from '../../../../common/bytes.ts';
import { isPlainPath } from '../checked-store.ts';
import { remoteFailure } from './git-failure.ts';
import { openRepository } from './open-repository.ts';
import type { GitEnvironment } from './run-git.ts';

/**
 * The names of the branches of a git repository that may hold a ledger, in one round trip. `workDir` is where the
 * temporary repository is made that git needs for it. Throws as the functions of a store do.
 */
export async function listBranches(
  url: string,
  workDir: string,
  environment: GitEnvironment,
): Promise<string[]> {
  const { directory, git } = await openRepository(url, workDir, environment);
  try {
    const listed = await git(['ls-remote', '--heads', 'origin']);
    if (listed.status !== 0) throw remoteFailure(listed, 'list the branches');
    const lines = fromUtf8(listed.stdout).matchAll(/^[0-9a-f]+\trefs\/heads\/(.+)$/gmu);
    return [...lines].map(([, name = '']) => name).filter(isPlainPath);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
