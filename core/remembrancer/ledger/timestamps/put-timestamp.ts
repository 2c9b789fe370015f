import { counted } from '../../../common/counted.ts';
import { VaultMeshError } from '../../../common/error.ts';
import { checkpointTimestampPath } from '../branch/branch-paths.ts';
import type { LedgerStore } from '../store/ledger-store.ts';
import { retryCommit, type RetryOptions } from '../store/retry-commit.ts';

export interface PutTimestampOptions extends RetryOptions {
  /** The number of entries of the checkpoint. */
  readonly size: number;
  /** A whole TimeStampResp over the published checkpoint. */
  readonly token: Uint8Array;
  /** Whether a file that stands there already is such a token; anything else gives way. */
  readonly isToken: (content: Uint8Array) => Promise<boolean>;
  /** A commit that has no token over this checkpoint: saves the first read. */
  readonly head?: string;
}

/**
 * Puts a token over a published checkpoint on the branch, in a commit of its own, unless another is there. Gives the one
 * that stands there then. Throws `not-found` without a branch, `not-permitted`, and `conflict` or `network` when every
 * attempt was in vain.
 */
export async function putTimestamp(store: LedgerStore, options: PutTimestampOptions): Promise<Uint8Array> {
  const { size, token, isToken } = options;
  const path = checkpointTimestampPath(size);
  let { head } = options;
  return retryCommit('store a time-stamp', options, async () => {
    if (head === undefined) {
      const snapshot = await store.read([path]);
      ({ head } = snapshot);
      if (head === undefined) throw new VaultMeshError('not-found', 'There is no ledger branch any more.');
      const present = snapshot.files.get(path);
      if (present !== undefined && (await isToken(present))) return present;
    }
    const expected = head;
    head = undefined;
    const message = `ledger: time-stamp over ${counted(size, 'entry', 'entries')}`;
    const additions = new Map([[path, token]]);
    const next = await store.commit(expected, { message, additions, deletions: [] });
    return next === undefined ? undefined : token;
  });
}
