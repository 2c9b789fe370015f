import { VaultMeshError } from '../../../common/error.ts';
import type { Checkpoint } from '../checkpoint.ts';
import { checkTree } from '../fsck/check-tree.ts';
import { Findings } from '../fsck/findings.ts';
import { fsck, type FsckResult } from '../fsck/fsck.ts';
import { type BranchHistory, sourceAt } from './branch-history.ts';
import { keyAt } from './key-at.ts';
import type { HistoryCheckpoints, SignedCheckpoint } from './read-checkpoints.ts';

/** How many commits with the last checkpoint are checked whole; what comes later than a few is somebody's garbage. */
const MAX_TRIES = 8;

/** The largest log that the branch ever had, which all others of its history must be the beginning of. */
export interface Reference {
  readonly checkpoint: SignedCheckpoint;
  /** Number of the newest commit that has this log whole; without one, of the newest that has its checkpoint. */
  readonly at: number;
  /** Whether that commit has it whole. */
  readonly isSound: boolean;
  /** The check of the head, or of `at` when the head has another checkpoint. */
  readonly newest: FsckResult;
  /** The leaf hashes, one after another; absent when no commit's entries lead to the root. */
  readonly leaves: Uint8Array | undefined;
}

/** Finds it. Throws `verification-failed` when no commit has a checkpoint that the key signed. */
export async function findReference(
  history: BranchHistory,
  checkpoints: HistoryCheckpoints,
): Promise<Reference> {
  const { verifiers, byCommit } = checkpoints;
  const signed = byCommit.flatMap((checkpoint, at) =>
    typeof checkpoint === 'string' ? [] : [{ checkpoint, at }],
  );
  const size = Math.max(...signed.map(({ checkpoint }) => checkpoint.size));
  const candidates = signed
    .filter(({ checkpoint }) => checkpoint.size === size)
    .toReversed()
    .slice(0, MAX_TRIES);
  const [last] = candidates;
  if (last === undefined) {
    throw new VaultMeshError(
      'verification-failed',
      `No commit of ${history.name} has a checkpoint signed by ${verifiers.map((verifier) => verifier.verifierKey).join(' or ')}: check which key you trust.`,
    );
  }
  let newest: FsckResult | undefined;
  for (const { checkpoint, at } of candidates) {
    const result = await fsck(sourceAt(history, at), { verifierKey: await keyAt(history, at, checkpoints) });
    newest ??= result;
    if (result.sound) {
      return { checkpoint, at, isSound: true, newest, leaves: await leavesAt(history, at, checkpoint) };
    }
  }
  let leaves: Uint8Array | undefined;
  for (const { at, checkpoint } of candidates) leaves ??= await leavesAt(history, at, checkpoint);
  return { ...last, isSound: false, newest: newest ?? (await fsck(sourceAt(history, last.at))), leaves };
}

async function leavesAt(
  history: BranchHistory,
  at: number,
  checkpoint: Checkpoint,
): Promise<Uint8Array | undefined> {
  const tree = await checkTree(sourceAt(history, at), checkpoint, [], new Findings(), () => undefined);
  return tree?.levels[0];
}
