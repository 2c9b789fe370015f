import { gitHistory } from '../core/remembrancer/ledger/audit/index.ts';
import { FILES } from '../core/remembrancer/ledger/index.ts';
import type { Terminal } from './terminal.ts';
import { withTemporaryDirectory } from './with-temporary-directory.ts';

/** A branch of a repository, whatever is on it. */
export interface LedgerBranch {
  readonly url: string;
  readonly branch: string;
}

/** Whether the branch has a checkpoint, and whether it ever had one; throws when it is not there. */
export function heldCheckpoint(
  terminal: Terminal,
  { url, branch }: LedgerBranch,
): Promise<{ readonly now: boolean; readonly ever: boolean }> {
  return withTemporaryDirectory(async (workDir, signal) => {
    const history = await gitHistory({ url, branch, workDir, env: terminal.environment, signal });
    try {
      const changes = history.commits
        .flatMap((commit) => commit.changes)
        .filter(({ path }) => path === FILES.checkpoint);
      return { now: changes.at(-1)?.file !== undefined, ever: changes.length > 0 };
    } finally {
      await history.close();
    }
  });
}
