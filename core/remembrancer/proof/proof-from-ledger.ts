import { VaultMeshError } from '../../common/error.ts';
import { findEntries, type LedgerHead, type LedgerStore, readEvidence } from '../ledger/index.ts';
import { receiptBytes } from '../receipt/index.ts';
import { refreshProof, type RefreshOptions } from './refresh-proof.ts';
import type { Proof } from './vmproof.ts';

/**
 * The proof of the artifact with this SHA-256 (hex), made anew from the ledger: of the first record that names it, with
 * all that came later. Throws `not-found` when no record names it, and what `refreshProof` throws.
 */
export async function proofFromLedger(
  store: LedgerStore,
  ledger: LedgerHead,
  sha256: string,
  options: RefreshOptions,
): Promise<Proof> {
  const found = await findEntries(store, ledger, sha256);
  const first = found
    .filter(({ receipt }) => receipt.kind !== 'evidence')
    .sort((one, other) => one.index - other.index)[0];
  const subject = first?.receipt.subjects.find((each) => each.sha256 === sha256);
  if (first === undefined || subject === undefined) {
    throw new VaultMeshError('not-found', `${ledger.checkpoint.origin} has no record of ${sha256}.`);
  }
  const evidence = await readEvidence(store, ledger.head, first);
  const proof = { subject, receipt: receiptBytes(first.receipt), evidence, tlogProof: first.tlogProof };
  return refreshProof(proof, store, options);
}
