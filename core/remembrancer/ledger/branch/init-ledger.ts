import { VaultMeshError } from '../../../common/error.ts';
import type { NoteSigner } from '../note/note-signer.ts';
import type { LedgerStore } from '../store/ledger-store.ts';
import { emptyLedger } from './empty-ledger.ts';

/**
 * Makes the ledger branch with an empty ledger for the key of `signer`, and gives its first commit. Throws `conflict`
 * when the branch exists: a ledger is never begun anew over another.
 */
export async function initLedger(
  store: LedgerStore,
  signer: NoteSigner,
  options: { readonly witnesses?: readonly string[] } = {},
): Promise<string> {
  const head = await store.commit(undefined, {
    message: `ledger: begin ${signer.name}`,
    additions: emptyLedger(signer, options),
    deletions: [],
  });
  if (head === undefined) {
    throw new VaultMeshError(
      'conflict',
      `The ledger branch of ${signer.name} exists already. Use it with the key that it was made with.`,
    );
  }
  return head;
}
