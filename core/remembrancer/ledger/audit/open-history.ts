import type { BranchHistory } from './branch-history.ts';
import { findReference, type Reference } from './find-reference.ts';
import { type HistoryCheckpoints, readCheckpoints } from './read-checkpoints.ts';

/** The checkpoints of a history, and its last log. */
export interface OpenedHistory {
  readonly checkpoints: HistoryCheckpoints;
  readonly reference: Reference;
}

/**
 * Opens a history by the key that the reader knows (without it that of the first commit), and by those that took its
 * place: each is recorded in the log under the key before it. Throws as `readCheckpoints` and `findReference`.
 */
export async function openHistory(
  history: BranchHistory,
  verifierKey: string | undefined,
): Promise<OpenedHistory> {
  let keys = verifierKey === undefined ? [] : [verifierKey.trim()];
  for (;;) {
    const checkpoints = await readCheckpoints(history, keys);
    const reference = await findReference(history, checkpoints);
    const known = checkpoints.verifiers.map((verifier) => verifier.verifierKey);
    const next = reference.newest.addedKeys
      .filter((added) => known.includes(added.previous) && !known.includes(added.verifierKey))
      .map((added) => added.verifierKey);
    if (next.length === 0) return { checkpoints, reference };
    keys = [...known, ...new Set(next)];
  }
}
