import { equalBytes } from '../../common/bytes.ts';
import { VaultMeshError } from '../../common/error.ts';
import {
  parseTlogProof,
  proveEntry,
  readHead,
  type LedgerStore,
  type NoteVerifier,
} from '../ledger/index.ts';
import { entryOf, parseReceipt } from '../receipt/index.ts';
import type { Proof } from './vmproof.ts';

/**
 * The proof at the ledger's present checkpoint, with the cosignatures that have come since. `log` is the key of the
 * ledger, from the trust file. Throws `verification-failed` when the checkpoint is not signed by it or the ledger does
 * not hold the entry any more where the proof had it, and `not-found` without a ledger.
 */
export async function refreshProof(proof: Proof, store: LedgerStore, log: NoteVerifier): Promise<Proof> {
  const { index } = parseTlogProof(proof.tlogProof);
  const entry = entryOf(parseReceipt(proof.receipt, 'The receipt in the proof'));
  const ledger = await readHead(store, [log]);
  const proven = index < ledger.checkpoint.size ? await proveEntry(store, ledger, index) : undefined;
  if (proven === undefined || !equalBytes(proven.entryBytes, entry)) {
    throw new VaultMeshError(
      'verification-failed',
      `The ledger ${log.name} does not hold the record of ${proof.subject.name} as entry ${index}; keep the proof, it may show a rewrite.`,
    );
  }
  return { ...proof, tlogProof: proven.tlogProof };
}
