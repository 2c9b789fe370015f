import { counted } from '../../../common/counted.ts';
import { VaultMeshError } from '../../../common/error.ts';
import { verifyConsistency } from '../merkle/consistency.ts';
import { EMPTY_ROOT } from '../merkle/hash.ts';
import type { LedgerStore } from '../store/ledger-store.ts';
import { type PrefixProof, proveConsistency } from './prove-consistency.ts';
import type { LedgerHead } from './read-head.ts';

/**
 * The tree of the first `size` entries, proven to be what the checkpoint's tree begins with. Throws `usage` for more
 * entries than the log has, and `verification-failed` when the tiles do not prove it.
 */
export async function provePrefix(
  store: Pick<LedgerStore, 'read'>,
  { head, checkpoint }: Pick<LedgerHead, 'head' | 'checkpoint'>,
  size: number,
): Promise<PrefixProof> {
  if (size > checkpoint.size) {
    throw new VaultMeshError(
      'usage',
      `${checkpoint.origin} has ${counted(checkpoint.size, 'entry', 'entries')}, and never had ${size}.`,
    );
  }
  if (size === 0) return { root: EMPTY_ROOT, proof: [] };
  // The signature says it already.
  if (size === checkpoint.size) return { root: checkpoint.root, proof: [] };
  const prefix = await proveConsistency(store, head, size, checkpoint);
  if (verifyConsistency(size, checkpoint.size, prefix.root, checkpoint.root, prefix.proof)) return prefix;
  throw new VaultMeshError(
    'verification-failed',
    `The tiles of ${checkpoint.origin} do not prove how size ${checkpoint.size} follows from size ${size}.`,
  );
}
