import { utf8 } from '../../common/bytes.ts';
import type { Clock } from '../../common/clock.ts';
import { VaultMeshError } from '../../common/error.ts';
import {
  type CosignatureSigner,
  FILES,
  type LedgerStore,
  type NoteVerifier,
  signatureLinesBy,
  splitNote,
} from '../ledger/index.ts';
import { checkAndCosign, type WitnessDecision } from './check-and-cosign.ts';
import { readLedgerView } from './ledger-view.ts';
import type { WitnessState } from './state/witness-state.ts';

/** How often a look is repeated on a branch, or with a memory, that others write to. */
const ATTEMPTS = 5;

export interface WitnessLedgerOptions {
  readonly store: LedgerStore;
  /** The log's key, as the witness knows it. */
  readonly verifier: NoteVerifier;
  readonly state: WitnessState;
  readonly signer: CosignatureSigner;
  readonly clock: Clock;
  /** Whether to put the cosignature on the branch too. */
  readonly publish: boolean;
}

/**
 * Looks at a ledger once and cosigns it when it only grew from what the witness remembers. The note is kept before it
 * is given away or published. Throws `not-found` without a ledger, and `conflict` when it, or the memory, kept moving.
 */
export async function witnessLedger(
  options: WitnessLedgerOptions,
): Promise<WitnessDecision & { readonly head: string }> {
  const { store, verifier, state, signer, clock, publish } = options;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const remembered = await state.recall(verifier.name);
    const view = await readLedgerView(store, verifier, remembered?.note);
    const lastSeen = remembered && { lastSeen: remembered.note };
    const decision = checkAndCosign({ view, ...lastSeen, verifier, signer, clock });
    if (decision.decision !== 'cosigned') return { ...decision, head: view.head };
    const { note, checkpoint } = decision;
    // Lines of others are not kept: nobody checked them.
    const checked = `${splitNote(note).text}\n${signatureLinesBy(note, [verifier, signer])}`;
    if (!(await state.keep(verifier.name, checked, remembered))) continue;
    if (!publish || (await publishCosignature(store, view.head, note, checkpoint.size))) {
      return { ...decision, head: view.head };
    }
  }
  throw new VaultMeshError('conflict', `The ledger ${verifier.name} kept moving; look again.`);
}

/** Puts a cosigned checkpoint on the branch; false when the branch has moved from `head`. */
export async function publishCosignature(
  store: LedgerStore,
  head: string,
  note: string,
  size: number,
): Promise<boolean> {
  const additions = new Map([[FILES.checkpoint, utf8(note)]]);
  const message = `ledger: cosign size ${size}`;
  return (await store.commit(head, { message, additions, deletions: [] })) !== undefined;
}
