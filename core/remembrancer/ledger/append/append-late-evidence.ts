import type { Clock } from '../../../common/clock.ts';
import { VaultMeshError } from '../../../common/error.ts';
import { type EvidenceFile, makeLateEvidence } from '../../receipt/index.ts';
import { type NoteSigner, signersOf } from '../note/note-signer.ts';
import { parseVerifierKey } from '../note/note-verifier.ts';
import { readEntry } from '../read/read-entry.ts';
import { readHead } from '../read/read-head.ts';
import type { LedgerStore } from '../store/ledger-store.ts';
import { type AppendOptions, appendRecords } from './append-records.ts';
import type { AppendedRecord } from './new-record.ts';

export interface LateEvidenceOptions extends AppendOptions {
  readonly clock: Clock;
}

/**
 * Appends evidence that came after the record at `index`: an entry of its own, of kind `evidence`, with the artifacts of
 * the first record and a link to its receipt. The files stand in the evidence folder of the new entry; nothing of the
 * first is touched. The same evidence again is not appended a second time. That it is good evidence is for the caller to
 * have checked, as for every record.
 *
 * Throws `usage` for evidence of another artifact, no evidence, or an `index` that is late evidence itself, `not-found`
 * for one that the log does not have, and what `appendRecords` throws.
 */
export async function appendLateEvidence(
  store: LedgerStore,
  signer: NoteSigner,
  index: number,
  evidence: readonly EvidenceFile[],
  { clock, ...options }: LateEvidenceOptions,
): Promise<AppendedRecord> {
  if (evidence.length === 0) throw new VaultMeshError('usage', 'There is no evidence to append.');
  const logs = signersOf(signer).map(({ verifierKey }) => parseVerifierKey(verifierKey));
  const { receipt: first } = await readEntry(store, await readHead(store, logs), index);
  if (first.kind === 'evidence') {
    throw new VaultMeshError(
      'usage',
      `Entry ${index} is evidence that came late; give the index of the record that it is for.`,
    );
  }
  const receipt = makeLateEvidence(first, evidence, clock());
  const [appended] = await appendRecords(store, signer, [{ receipt, evidence }], options);
  if (appended !== undefined) return appended;
  throw new VaultMeshError('internal', `The ledger gave no answer for ${receipt.id}.`);
}
