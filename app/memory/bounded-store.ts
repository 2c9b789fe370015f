import type { Clock } from '../../core/common/clock.ts';
import { VaultMeshError } from '../../core/common/error.ts';
import type { LedgerStore } from '../../core/remembrancer/ledger/index.ts';

/** What one answer may read of a ledger. */
export interface Bounds {
  readonly files: number;
  readonly bytes: number;
  readonly ms: number;
}

/** Reads of a ledger, of which there are only so many. */
export type LedgerReads = Pick<LedgerStore, 'read'>;

/**
 * `store` for one answer: read only, at the commit `head`, and no more than `bounds`. Throws `conflict` for the read after that: who
 * may push to a ledger must not keep the app busy.
 */
export function boundedStore(store: LedgerReads, head: string, bounds: Bounds, clock: Clock): LedgerStore {
  const until = clock().getTime() + bounds.ms;
  let files = 0;
  let bytes = 0;
  return {
    read: async (paths, at = head) => {
      files += paths.length;
      if (files > bounds.files || bytes > bounds.bytes || clock().getTime() > until) throw tooMuch();
      const snapshot = await store.read(paths, at);
      for (const content of snapshot.files.values()) bytes += content.length;
      return snapshot;
    },
    list: () => Promise.resolve(new Map()),
    commit: () => Promise.resolve(undefined),
    close: () => Promise.resolve(),
  };
}

/** The refusal of an answer for which too much would have to be read. */
export const tooMuch = (): VaultMeshError =>
  new VaultMeshError('conflict', 'The ledger is too large to be answered from here.');
