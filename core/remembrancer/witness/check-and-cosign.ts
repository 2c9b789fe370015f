import { equalBytes } from '../../common/bytes.ts';
import type { Clock } from '../../common/clock.ts';
import { VaultMeshError } from '../../common/error.ts';
import {
  type Checkpoint,
  cosign,
  type CosignatureSigner,
  EMPTY_ROOT,
  type NoteVerifier,
  openCheckpoint,
  openNote,
  parseVerifierKey,
  verifyConsistency,
} from '../ledger/index.ts';
import type { LedgerView } from './ledger-view.ts';

/** What a witness makes of a ledger. Only `cosigned` has signed anything. */
export type WitnessDecision =
  /** The log grew, or is new to this witness, and is consistent. Keep `note` as the last seen, then publish it. */
  | { readonly decision: 'cosigned'; readonly note: string; readonly checkpoint: Checkpoint }
  /** It is the checkpoint that the witness saw last, and its line is there. */
  | { readonly decision: 'unchanged'; readonly checkpoint: Checkpoint }
  /** The branch cannot be read as a log of this key, or its tiles do not prove anything: no ground for either answer. */
  | {
      readonly decision: 'unknown';
      readonly reason: string;
      readonly lastSeen?: string;
      readonly present: string;
    }
  /** Proven: two roots for one size, or a larger tree whose prefix differs. `lastSeen` and `present` are the evidence. */
  | {
      readonly decision: 'fork';
      readonly reason: string;
      readonly lastSeen: string;
      readonly present: string;
    }
  /** The branch has fewer entries than this witness has seen. */
  | {
      readonly decision: 'rollback';
      readonly reason: string;
      readonly lastSeen: string;
      readonly present: string;
    };

export interface WitnessInput {
  /** What `readLedgerView` read. */
  readonly view: LedgerView;
  /** The signed checkpoint that this witness kept; absent when the log is new to it. */
  readonly lastSeen?: string;
  /** The log's key, as the witness pinned it. */
  readonly verifier: NoteVerifier;
  readonly signer: CosignatureSigner;
  readonly clock: Clock;
}

/**
 * Decides on a ledger from the last checkpoint seen, and cosigns it when it only grew (C2SP tlog-witness). The caller
 * must keep the new note before it publishes it, in one step with the check: a witness never cosigns two histories.
 */
export function checkAndCosign({ view, lastSeen, verifier, signer, clock }: WitnessInput): WitnessDecision {
  const present = view.note;
  const kept = lastSeen === undefined ? {} : { lastSeen };
  let now: Checkpoint;
  try {
    now = openCheckpoint(present, verifier);
  } catch (error) {
    if (!(error instanceof VaultMeshError)) throw error;
    return { decision: 'unknown', reason: error.message, ...kept, present };
  }
  const sign = (): WitnessDecision => ({
    decision: 'cosigned',
    note: cosign(present, signer, clock),
    checkpoint: now,
  });
  if (now.size === 0 && !equalBytes(now.root, EMPTY_ROOT)) {
    return { decision: 'unknown', reason: 'The root of the empty log is wrong.', ...kept, present };
  }
  if (lastSeen === undefined) return sign();

  const seen = openCheckpoint(lastSeen, verifier);
  const both = { lastSeen, present };
  if (now.size < seen.size) {
    const reason = `The ledger has ${now.size} entries and had ${seen.size}: it was rolled back.`;
    return { decision: 'rollback', reason, ...both };
  }
  if (now.size === seen.size) {
    if (equalBytes(now.root, seen.root)) {
      // Only what is remembered may stay as it is: a line of ours on the branch does not refill a lost memory.
      return isCosigned(present, verifier, signer) ? { decision: 'unchanged', checkpoint: now } : sign();
    }
    return { decision: 'fork', reason: `The ledger has two roots for size ${now.size}.`, ...both };
  }
  if (seen.size === 0) return sign();
  const { prefix } = view;
  // The proof authenticates the prefix root under the present root first; only then does a difference mean a fork.
  if (!prefix || !verifyConsistency(seen.size, now.size, prefix.root, now.root, prefix.proof)) {
    const reason = `The tiles of the ledger do not prove how size ${now.size} follows from size ${seen.size}.`;
    return { decision: 'unknown', reason, ...both };
  }
  if (!equalBytes(prefix.root, seen.root)) {
    const reason = `The first ${seen.size} entries of the ledger are not those that were there at that size.`;
    return { decision: 'fork', reason, ...both };
  }
  return sign();
}

/** Whether the note has a good line of this witness. A bad line by it is no cosignature, and gives way to a good one. */
function isCosigned(note: string, verifier: NoteVerifier, { verifierKey }: CosignatureSigner): boolean {
  try {
    const { signatures } = openNote(note, [verifier, parseVerifierKey(verifierKey)]);
    return signatures.some((signature) => signature.verifier.verifierKey === verifierKey);
  } catch {
    return false;
  }
}
