import { VaultMeshError } from '../../common/error.ts';
import { loadLog } from '../ledger/append/load-log.ts';
import { formatTlogProof, parseTlogProof, type LedgerStore, type NoteVerifier } from '../ledger/index.ts';
import { proveEntries } from '../ledger/read/prove-entries.ts';
import { tileReader } from '../ledger/read/tile-reader.ts';
import { entryOf, parseReceipt } from '../receipt/index.ts';
import type { Proof } from './vmproof.ts';

/**
 * The proof at the ledger's present checkpoint, with the cosignatures that have come since. `log` is the key of the
 * ledger, from the trust file. Throws `verification-failed` when the ledger does not hold the entry any more where the
 * proof had it, and `not-found` without a ledger.
 */
export async function refreshProof(proof: Proof, store: LedgerStore, log: NoteVerifier): Promise<Proof> {
  const { index } = parseTlogProof(proof.tlogProof);
  const entry = entryOf(parseReceipt(proof.receipt, 'The receipt in the proof'));
  const { state } = await loadLog(store, log);
  const [hashes] = await proveEntries(tileReader(store), state, [{ index, entry }]);
  if (hashes === undefined) {
    throw new VaultMeshError(
      'verification-failed',
      `The ledger ${log.name} does not hold the record of ${proof.subject.name} as entry ${index}; keep the proof, it may show a rewrite.`,
    );
  }
  return { ...proof, tlogProof: formatTlogProof({ index, proof: hashes, checkpoint: state.note }) };
}
