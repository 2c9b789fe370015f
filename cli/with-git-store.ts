import type { LedgerStore } from '../core/remembrancer/ledger/index.ts';
import type { RepositoryAddress } from './repository.ts';
import type { Terminal } from './terminal.ts';
import { withTemporaryDirectory } from './with-temporary-directory.ts';

/** Runs `work` on the ledger branch of a repository, by git and with git's own credentials, and cleans up after it. */
export async function withGitStore<Result>(
  terminal: Terminal,
  { url }: RepositoryAddress,
  branch: string,
  work: (store: LedgerStore) => Promise<Result>,
): Promise<Result> {
  const { gitStore } = await import('../core/remembrancer/ledger/index.ts');
  return withTemporaryDirectory(async (workDir, signal) => {
    const store = gitStore({ url, branch, workDir, env: terminal.environment, signal });
    try {
      return await work(store);
    } catch (error) {
      const { explainLedgerError } = await import('./explain-ledger-error.ts');
      throw await explainLedgerError(terminal, { url, branch }, error);
    } finally {
      await store.close();
    }
  });
}
