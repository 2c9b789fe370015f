import { VaultMeshError } from '../../common/error.ts';
import { FILES } from '../ledger/branch/branch-paths.ts';
import { textOf } from '../ledger/branch/text-of.ts';
import {
  formatTlogProof,
  openCheckpoint,
  parseTlogProof,
  type LedgerStore,
  type NoteVerifier,
} from '../ledger/index.ts';
import { proveEntries } from '../ledger/read/prove-entries.ts';
import { tileReader } from '../ledger/read/tile-reader.ts';
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
  const { head, files } = await store.read([FILES.checkpoint]);
  const bytes = files.get(FILES.checkpoint);
  if (head === undefined || bytes === undefined) {
    throw new VaultMeshError('not-found', `There is no ledger of ${log.name}; check the repository.`);
  }
  const note = textOf(bytes, FILES.checkpoint);
  const checkpoint = openCheckpoint(note, log);
  const placed = index < checkpoint.size ? [{ index, entry }] : [];
  const [hashes] = await proveEntries(tileReader(store), { head, checkpoint }, placed);
  if (hashes === undefined) {
    throw new VaultMeshError(
      'verification-failed',
      `The ledger ${log.name} does not hold the record of ${proof.subject.name} as entry ${index}; keep the proof, it may show a rewrite.`,
    );
  }
  return { ...proof, tlogProof: formatTlogProof({ index, proof: hashes, checkpoint: note }) };
}
