import { VaultMeshError } from '../../../common/error.ts';
import { peoplePath } from '../branch/branch-paths.ts';
import { readEntry } from '../read/read-entry.ts';
import { readHead } from '../read/read-head.ts';
import type { LedgerStore } from '../store/ledger-store.ts';
import { retryCommit, type RetryOptions } from '../store/retry-commit.ts';

/** What a removal did. */
export interface Redaction {
  /** Entries whose side file this removed. */
  readonly removed: readonly number[];
  /** Entries whose side file was gone before. */
  readonly alreadyGone: readonly number[];
}

/**
 * Removes the names of people from the records at `indices`: a commit that deletes their side files and nothing else,
 * so it needs no key, and every receipt, proof and checkpoint stays valid. Names stay in earlier commits of the branch
 * until its owner drops them there.
 *
 * Throws `not-found` for an index that the log does not have or whose record names nobody, and `conflict` or `network`
 * when every attempt was in vain.
 */
export function redactPeople(
  store: LedgerStore,
  indices: readonly number[],
  options: RetryOptions,
): Promise<Redaction> {
  return retryCommit('redact', options, () => tryRedact(store, [...new Set(indices)]));
}

/** One attempt from a fresh read. `undefined` when the branch moved. */
async function tryRedact(store: LedgerStore, indices: readonly number[]): Promise<Redaction | undefined> {
  const ledger = await readHead(store);
  const { head } = ledger;
  const { size } = ledger.checkpoint;
  for (const index of indices) {
    const { people } = index < size ? (await readEntry(store, ledger, index)).receipt : {};
    if (people === undefined) throw namesNobody(index, size);
  }
  const { files } = await store.read(indices.map(peoplePath), head);
  const removed = indices.filter((index) => files.has(peoplePath(index)));
  const alreadyGone = indices.filter((index) => !removed.includes(index));
  if (removed.length === 0) return { removed, alreadyGone };
  const commit = await store.commit(head, {
    message: `ledger: redact ${removed.join(', ')}`,
    additions: new Map(),
    deletions: removed.map(peoplePath),
  });
  return commit === undefined ? undefined : { removed, alreadyGone };
}

const namesNobody = (index: number, size: number): VaultMeshError =>
  new VaultMeshError(
    'not-found',
    index < size
      ? `The record of entry ${index} names no people, so there is nothing to remove.`
      : `The ledger has no entry ${index}; it has ${size}. List them with "vaultmesh ledger log".`,
  );
