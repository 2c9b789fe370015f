import { isAbsolute } from 'node:path';

import { gitStore } from '../../core/remembrancer/ledger/index.ts';
import { type DecisionTexts, textsInStore } from '../../core/remembrancer/memory/index.ts';
import type { RepositoryAddress } from '../repository.ts';
import type { Terminal } from '../terminal.ts';
import { withTemporaryDirectory } from '../with-temporary-directory.ts';
import { textsInFolder } from './texts-in-folder.ts';

const TIMEOUT_MS = 10_000;

/**
 * The texts of decisions, of a repository by git and with git's own credentials: a folder is read where it is, and of another
 * machine's the files that are needed are fetched. What has not come after ten seconds, or cannot be got, is left out.
 */
export const gitDecisionTexts = (terminal: Terminal, { url }: RepositoryAddress): DecisionTexts => ({
  read: (files) =>
    withTemporaryDirectory(async (workDir, ending) => {
      const signal = AbortSignal.any([ending, AbortSignal.timeout(TIMEOUT_MS)]);
      if (isAbsolute(url)) {
        return await textsInFolder(terminal, url, signal)
          .read(files)
          .catch(() => new Map<string, Uint8Array>());
      }
      const store = gitStore({ url, workDir, env: terminal.environment, signal });
      try {
        return await textsInStore(store, signal).read(files);
      } finally {
        await store.close();
      }
    }),
});
