import { fromUtf8 } from '../../../common/bytes.ts';
import { counted } from '../../../common/counted.ts';
import { VaultMeshError } from '../../../common/error.ts';
import { type BranchHistory, treeAt } from '../audit/branch-history.ts';
import { keyAt } from '../audit/key-at.ts';
import { openHistory } from '../audit/open-history.ts';
import { type HistoryCheckpoints, writersAt } from '../audit/read-checkpoints.ts';
import { admittedEntries } from '../branch/admission.ts';
import { FILES } from '../branch/branch-paths.ts';
import { isForPeople } from '../branch/pages/page-paths.ts';
import { type Checkpoint, parseCheckpoint } from '../checkpoint.ts';
import type { Problem } from '../fsck/findings.ts';
import { fsck } from '../fsck/fsck.ts';
import { splitNote } from '../note/note-text.ts';
import { parseTilePath } from '../fsck/parse-tile-path.ts';
import { isSameFile, type TreeFile, treeSource } from '../fsck/tree-source.ts';
import { FileStates } from './file-states.ts';

/** More than any damage needs: one for what is wrong, one or two for what came to light then, and as many again. */
const MAX_ROUNDS = 16;

/** What it takes to mend a branch. */
export interface RepairPlan {
  /** The commit that the repair goes upon. */
  readonly head: string;
  /** All files of the mended branch. */
  readonly tree: ReadonlyMap<string, TreeFile>;
  /** Entries of the log that is restored. */
  readonly size: number;
  readonly verifierKey: string;
  /** Whether something is wrong: a file, or that the head is a merge, upon which no writer goes on. */
  readonly isNeeded: boolean;
  /** Files that get back what they had, and files that go. */
  readonly restored: readonly string[];
  readonly removed: readonly string[];
}

/**
 * Finds the tree of the last good checkpoint: that of the newest commit with the largest signed log, where each file
 * that the whole check finds wrong is put back to what the branch had before. A valid admission is never dropped: a
 * writer may have signed what comes of it. Names that were removed from the branch stay removed.
 *
 * Throws `verification-failed` when the key signed nothing here, or the history does not have what is missing.
 */
export async function planRepair(history: BranchHistory, verifierKey?: string): Promise<RepairPlan> {
  const at = history.commits.length - 1;
  const { id: head, parents = [] } = history.commits[at] ?? {};
  if (head === undefined) throw new VaultMeshError('not-found', `There is nothing in ${history.name}.`);
  const { checkpoints } = await openHistory(history, verifierKey);
  const { checkpoint, first, last } = lastLog(history, checkpoints);
  const present = treeAt(history, at);
  const states = new FileStates(history, last);
  const tree = treeAt(history, last);
  const key = await keyAt(history, last, checkpoints);

  const admission = await findAdmission(history, checkpoint, checkpoints);
  const isWhole =
    last === at &&
    (admission === undefined || isSameFile(tree.get(FILES.admission), admission)) &&
    (await fsck(sourceOf(tree, history), { verifierKey: key })).sound;
  if (!isWhole) {
    // No check misses a partial tile of an earlier checkpoint that is gone, or can tell a page for people from another.
    for (const path of [...tree.keys()].filter((each) => isForPeople(each))) tree.delete(path);
    for (const [path, file] of treeAt(history, first)) {
      const isLost = !tree.has(path) && parseTilePath(path) !== undefined;
      if (isLost || isForPeople(path)) tree.set(path, file);
    }
    if (admission !== undefined) tree.set(FILES.admission, admission);
    await mend(history, tree, states, key);
    await refuseOlder(history, tree, checkpoint);
  }
  const restored = [...tree]
    .filter(([path, file]) => !isSameFile(present.get(path), file))
    .map(([path]) => path);
  const removed = [...present.keys()].filter((path) => !tree.has(path));
  const isNeeded = restored.length + removed.length > 0 || parents.length > 1;
  return { head, tree, size: checkpoint.size, verifierKey: key, isNeeded, restored, removed };
}

/** The largest signed log of the history, and the first and the last commit that have its checkpoint. */
function lastLog(
  { name }: BranchHistory,
  { byCommit, verifiers }: HistoryCheckpoints,
): { checkpoint: Checkpoint; first: number; last: number } {
  const sizes = byCommit.map((checkpoint) => (typeof checkpoint === 'string' ? -1 : checkpoint.size));
  const size = Math.max(...sizes);
  const last = sizes.lastIndexOf(size);
  const checkpoint = byCommit[last];
  if (checkpoint === undefined || typeof checkpoint === 'string') {
    throw new VaultMeshError(
      'verification-failed',
      `No commit of ${name} has a checkpoint signed by ${verifiers.map((verifier) => verifier.verifierKey).join(' or ')}: check which key you trust.`,
    );
  }
  return { checkpoint, first: sizes.indexOf(size), last };
}

/** The newest admission of the history that the key signed to follow `checkpoint`. */
async function findAdmission(
  { commits, readBlobs }: BranchHistory,
  checkpoint: Checkpoint,
  checkpoints: HistoryCheckpoints,
): Promise<TreeFile | undefined> {
  const files = commits
    .flatMap(({ changes }) => changes.filter(({ path }) => path === FILES.admission))
    .flatMap(({ file }) => (file?.isPlain === true ? [file] : []));
  if (files.length === 0) return undefined;
  const blobs = await readBlobs([...new Set(files.map(({ oid }) => oid))]);
  return files.findLast(({ oid }) =>
    writersAt(checkpoints, checkpoint.size).some(
      (verifier) => admittedEntries(blobs.get(oid), checkpoint, verifier).length > 0,
    ),
  );
}

/** Puts back what is wrong in `tree`, file by file and state by state, until nothing is. */
async function mend(
  history: BranchHistory,
  tree: Map<string, TreeFile>,
  states: FileStates,
  verifierKey: string,
): Promise<void> {
  let problems: readonly Problem[] = [];
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    ({ problems } = await fsck(sourceOf(tree, history), { verifierKey }));
    if (problems.length === 0) return;
    let isChanged = false;
    // That the entries lack the root is said of the checkpoint, and is the fault of the bundles.
    const wrong = problems.filter(({ rule }) => rule !== 'root').map(({ file }) => file);
    for (const file of new Set(wrong)) {
      const before = states.stepBack(file, tree.get(file));
      if (before === 'none' && !tree.has(file)) continue;
      set(tree, file, before === 'none' ? undefined : before);
      isChanged = true;
    }
    if (!isChanged) break;
  }
  const [first] = problems;
  throw new VaultMeshError(
    'verification-failed',
    `${history.name} cannot be repaired from its history: ${first?.file ?? ''}: ${first?.detail ?? ''} Restore it from a copy.`,
  );
}

/**
 * Never goes back behind the largest log that was signed: who saw it would see a fork. It happens when the only checkpoint
 * over it has no signature by the key that the branch has now, since a writer went on with the key before it.
 */
async function refuseOlder(
  { readBlobs, name }: BranchHistory,
  tree: ReadonlyMap<string, TreeFile>,
  { size }: Checkpoint,
): Promise<void> {
  const oid = tree.get(FILES.checkpoint)?.oid ?? '';
  const note = fromUtf8((await readBlobs([oid])).get(oid) ?? new Uint8Array());
  if (parseCheckpoint(splitNote(note).text).size === size) return;
  throw new VaultMeshError(
    'verification-failed',
    `${name} has a signed log of ${counted(size, 'entry', 'entries')}, which is not by the key that the branch names. It is not taken back: ` +
      'append once with both keys, the present one on the first line of the log key and the previous one on the second.',
  );
}

const sourceOf = (
  tree: ReadonlyMap<string, TreeFile>,
  { readBlobs, name }: BranchHistory,
): ReturnType<typeof treeSource> => treeSource(tree, readBlobs, name);

function set(tree: Map<string, TreeFile>, path: string, file: TreeFile | undefined): void {
  if (file === undefined) tree.delete(path);
  else tree.set(path, file);
}
