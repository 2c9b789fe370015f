import { sha256Hex } from '../../common/bytes.ts';
import type { LedgerStore } from '../ledger/index.ts';
import type { DecisionFile, DecisionTexts } from './decision-texts.ts';

/**
 * The texts of decisions, of the commits of the repository that `store` reads. The newest of their commits has nearly all of
 * them; what has changed there since is read at its own commit. What fails, or has not come when `signal` aborts, is left out.
 */
export const textsInStore = (store: Pick<LedgerStore, 'read'>, signal: AbortSignal): DecisionTexts => ({
  read: async (files) => {
    const found = new Map<string, Uint8Array>();
    const commits = [...Map.groupBy(files.toReversed(), ({ commit }) => commit)];
    for (const [at, [commit, own]] of commits.entries()) {
      const wanted = (at === 0 ? files : own).filter(({ sha256 }) => !found.has(sha256));
      if (wanted.length === 0) continue;
      for (const [path, content] of await filesAt(store, commit, wanted)) {
        const sha256 = sha256Hex(content);
        if (wanted.some((file) => file.path === path && file.sha256 === sha256)) found.set(sha256, content);
      }
      if (signal.aborted) break;
    }
    return found;
  },
});

async function filesAt(
  store: Pick<LedgerStore, 'read'>,
  commit: string,
  files: readonly DecisionFile[],
): Promise<ReadonlyMap<string, Uint8Array>> {
  try {
    return (await store.read([...new Set(files.map(({ path }) => path))], commit)).files;
  } catch {
    return new Map();
  }
}
