import { equalBytes } from '../../common/bytes.ts';
import { counted } from '../../common/counted.ts';
import { VaultMeshError } from '../../common/error.ts';
import {
  type Checkpoint,
  EMPTY_ROOT,
  type NoteVerifier,
  openCheckpoint,
  verifyConsistency,
} from '../ledger/index.ts';
import type { LedgerView } from './ledger-view.ts';

/** How a ledger stands to the checkpoint that was seen of it last. */
export type HistoryVerdict =
  /** It has more entries, and those that were seen are its first; or nothing was seen of it before. */
  | { readonly verdict: 'grown'; readonly checkpoint: Checkpoint }
  /** The same size with the same root. */
  | { readonly verdict: 'same'; readonly checkpoint: Checkpoint }
  /** The branch cannot be read as a log of this key, or its tiles prove nothing. */
  | { readonly verdict: 'unknown'; readonly reason: string }
  /** Proven: two roots for one size or a larger tree whose prefix differs (`fork`); fewer entries than were seen (`rollback`). */
  | { readonly verdict: 'fork' | 'rollback'; readonly reason: string; readonly lastSeen: string };

/**
 * Compares what is on a ledger with `lastSeen`, a checkpoint that was kept. `verifier` is the log's key, as pinned;
 * `earlier` are keys that it took the place of, of which one may have signed `lastSeen`.
 */
export function compareHistories(
  { note, isText, prefix }: LedgerView,
  lastSeen: string | undefined,
  verifier: NoteVerifier,
  earlier: readonly NoteVerifier[] = [],
): HistoryVerdict {
  if (!isText) return { verdict: 'unknown', reason: 'The checkpoint of the ledger is not UTF-8.' };
  let now: Checkpoint;
  try {
    now = openCheckpoint(note, verifier);
  } catch (error) {
    if (!(error instanceof VaultMeshError)) throw error;
    return { verdict: 'unknown', reason: error.message };
  }
  if (now.size === 0 && !equalBytes(now.root, EMPTY_ROOT)) {
    return { verdict: 'unknown', reason: 'The root of the empty log is wrong.' };
  }
  const grown = { verdict: 'grown', checkpoint: now } as const;
  if (lastSeen === undefined) return grown;

  const seen = openCheckpoint(lastSeen, verifier, ...earlier);
  if (now.size < seen.size) {
    const reason = `The ledger has ${counted(now.size, 'entry', 'entries')} and had ${seen.size}: it was rolled back.`;
    return { verdict: 'rollback', reason, lastSeen };
  }
  if (now.size === seen.size) {
    if (equalBytes(now.root, seen.root)) return { verdict: 'same', checkpoint: now };
    return { verdict: 'fork', reason: `The ledger has two roots for size ${now.size}.`, lastSeen };
  }
  if (seen.size === 0) return grown;
  // The proof authenticates the prefix root under the present root first; only then does a difference mean a fork.
  if (!prefix || !verifyConsistency(seen.size, now.size, prefix.root, now.root, prefix.proof)) {
    const reason = `The tiles of the ledger do not prove how size ${now.size} follows from size ${seen.size}.`;
    return { verdict: 'unknown', reason };
  }
  if (!equalBytes(prefix.root, seen.root)) {
    const reason = `The ledger does not begin with the ${counted(seen.size, 'entry', 'entries')} that it had.`;
    return { verdict: 'fork', reason, lastSeen };
  }
  return grown;
}
