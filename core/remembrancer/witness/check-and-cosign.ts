import type { Clock } from '../../common/clock.ts';
import {
  type Checkpoint,
  cosign,
  type CosignatureSigner,
  type NoteVerifier,
  openNote,
  parseVerifierKey,
} from '../ledger/index.ts';
import { compareHistories } from './compare-histories.ts';
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
  /** The keys before that one; `lastSeen` may be signed by one of them alone. */
  readonly earlier?: readonly NoteVerifier[];
  readonly signer: CosignatureSigner;
  readonly clock: Clock;
}

/**
 * Decides on a ledger from the last checkpoint seen, and cosigns it when it only grew (C2SP tlog-witness). The caller
 * must keep the new note before it publishes it, in one step with the check: a witness never cosigns two histories.
 */
export function checkAndCosign({
  view,
  lastSeen,
  verifier,
  earlier,
  signer,
  clock,
}: WitnessInput): WitnessDecision {
  const present = view.note;
  const history = compareHistories(view, lastSeen, verifier, earlier);
  switch (history.verdict) {
    case 'unknown': {
      const kept = lastSeen === undefined ? {} : { lastSeen };
      return { decision: 'unknown', reason: history.reason, ...kept, present };
    }
    case 'fork':
    case 'rollback':
      return { decision: history.verdict, reason: history.reason, lastSeen: history.lastSeen, present };
    case 'grown':
    case 'same': {
      const { checkpoint } = history;
      // Only what is remembered may stay as it is: a line of ours on the branch does not refill a lost memory.
      if (history.verdict === 'same' && isCosigned(present, verifier, signer)) {
        return { decision: 'unchanged', checkpoint };
      }
      return { decision: 'cosigned', note: cosign(present, signer, clock), checkpoint };
    }
  }
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
