import { fsck } from '../fsck/fsck.ts';
import { isRetiredAt, type RetiredKey } from '../keys/retired-key.ts';
import { type BranchHistory, sourceAt } from './branch-history.ts';
import { findReference, type Reference } from './find-reference.ts';
import { type HistoryCheckpoints, readCheckpoints } from './read-checkpoints.ts';

/** The checkpoints of a history, and its last log. */
export interface OpenedHistory {
  readonly checkpoints: HistoryCheckpoints;
  readonly reference: Reference;
}

/**
 * Opens a history by the key that the reader knows (without it that of the first commit), and by those that took its
 * place: each is recorded in the log under the key before it. A log that only keys signed which it has retired does not
 * count: whoever stole such a key could go on with it. Throws as `readCheckpoints` and `findReference`.
 */
export async function openHistory(
  history: BranchHistory,
  verifierKey: string | undefined,
): Promise<OpenedHistory> {
  let keys = verifierKey === undefined ? [] : [verifierKey.trim()];
  let retired: readonly RetiredKey[] = [];
  for (;;) {
    const checkpoints = await readCheckpoints(history, keys, retired);
    const reference = await findReference(history, checkpoints);
    const { isHonoured, retiredKeys } = await retirementsOf(history, reference);
    const isNew = (key: RetiredKey): boolean => !retired.some(({ index }) => index === key.index);
    const known = checkpoints.verifiers.map((verifier) => verifier.verifierKey);
    const next = isHonoured
      ? reference.newest.addedKeys
          .filter((added) => known.includes(added.previous) && !known.includes(added.verifierKey))
          .map((added) => added.verifierKey)
      : [];
    const gone = retiredKeys.filter(isNew);
    if (next.length + gone.length === 0) return { checkpoints, reference };
    keys = [...known, ...new Set(next)];
    retired = [...retired, ...gone];
  }
}

/** The keys that a log retires; of one that went on with none but retired keys, only those that it went on with. */
async function retirementsOf(
  history: BranchHistory,
  { checkpoint: { signedBy, size }, at, newest }: Reference,
): Promise<{ isHonoured: boolean; retiredKeys: readonly RetiredKey[] }> {
  const [signer = ''] = signedBy;
  const isChecked = newest.verifierKey !== undefined;
  const { retiredKeys } = isChecked ? newest : await fsck(sourceAt(history, at), { verifierKey: signer });
  if (!signedBy.every((key) => isRetiredAt(retiredKeys, key, size))) return { isHonoured: true, retiredKeys };
  return {
    isHonoured: false,
    retiredKeys: retiredKeys.filter(({ verifierKey }) => signedBy.includes(verifierKey)),
  };
}
