import { VaultMeshError } from '../../core/common/error.ts';
import {
  keyHistory,
  type LedgerStore,
  type NoteVerifier,
  parseVerifierKey,
  readHead,
} from '../../core/remembrancer/ledger/index.ts';
import { compareHistories, readLedgerView } from '../../core/remembrancer/witness/index.ts';

/** A ledger that another key than the pinned one signs, with the record that the pinned one made of it. */
export interface Rekeyed {
  readonly decision: 'rekeyed';
  readonly pinned: string;
  readonly verifierKey: string;
  /** The `key` entry, and its time (RFC 3339). */
  readonly index: number;
  readonly time: string;
  /** How the ledger stands to the checkpoint that was seen last, in a sentence. */
  readonly continues: string;
}

/**
 * The key that took the place of `pinned` on a ledger, where a `key` entry under a checkpoint that both signed says so;
 * `undefined` where none does. It is found, not believed: whoever stole the pinned key could have made the record.
 */
export async function findNewKey(
  ledger: LedgerStore,
  pinned: NoteVerifier,
  lastSeen: string,
  earlier: readonly NoteVerifier[],
): Promise<Rekeyed | undefined> {
  try {
    const { verifier } = await readHead(ledger);
    if (verifier.verifierKey === pinned.verifierKey) return undefined;
    const added = (await keyHistory(ledger, pinned)).findLast(
      (change) => change.change === 'added' && change.verifierKey === verifier.verifierKey,
    );
    if (added === undefined) return undefined;
    const { verifierKey, index, time } = added;
    const successor = parseVerifierKey(verifierKey);
    const before = [pinned, ...earlier];
    const view = await readLedgerView(ledger, successor, lastSeen, before);
    const history = compareHistories(view, lastSeen, successor, before);
    const continues =
      'reason' in history
        ? history.reason
        : 'The ledger continues the checkpoint that this witness cosigned last.';
    return { decision: 'rekeyed', pinned: pinned.verifierKey, verifierKey, index, time, continues };
  } catch (error) {
    // No way leads from the pinned key to the one that signs, or the branch cannot be read as a log.
    if (error instanceof VaultMeshError && NOTHING_FOUND.includes(error.code)) return undefined;
    throw error;
  }
}

const NOTHING_FOUND: readonly string[] = ['verification-failed', 'not-found', 'usage'];
