import { sha256Hex } from '../../../common/bytes.ts';
import type { LedgerSource } from '../fsck/ledger-source.ts';
import { type BlobReader, type TreeFile, treeSource } from '../fsck/tree-source.ts';

/** What a commit did to a file: the blob that it is since then, or `undefined` when it was deleted. */
export interface FileChange {
  readonly path: string;
  readonly file: TreeFile | undefined;
}

export interface HistoryCommit {
  readonly id: string;
  /** Ids of the commits that it stands on: one, but for the first commit, and for a merge. */
  readonly parents: readonly string[];
  /** Against the commit before it in the history; of the first commit, all its files. */
  readonly changes: readonly FileChange[];
}

/** All commits that lead to the head of a ledger branch, each after its parents; the head is the last. */
export interface BranchHistory {
  /** For a person: which branch of what. */
  readonly name: string;
  readonly commits: readonly HistoryCommit[];
  readonly readBlobs: BlobReader;
}

/** The files that the branch has after commit number `at`. */
export function treeAt({ commits }: BranchHistory, at: number): Map<string, TreeFile> {
  const tree = new Map<string, TreeFile>();
  for (const { changes } of commits.slice(0, at + 1)) {
    for (const { path, file } of changes) {
      if (file === undefined) tree.delete(path);
      else tree.set(path, file);
    }
  }
  return tree;
}

/** The files of one commit as a source to check. */
export const sourceAt = (history: BranchHistory, at: number): LedgerSource =>
  treeSource(
    treeAt(history, at),
    history.readBlobs,
    `commit ${history.commits[at]?.id ?? ''} of ${history.name}`,
  );

/** A history that is in memory, such as that of a `memoryStore`. */
export function memoryHistory(
  snapshots: readonly { readonly head: string; readonly files: ReadonlyMap<string, Uint8Array> }[],
): BranchHistory {
  const blobs = new Map<string, Uint8Array>();
  let before = new Map<string, string>();
  const heads = snapshots.map(({ head }) => head);
  const commits = snapshots.map(({ head, files }, at) => {
    const now = new Map<string, string>();
    for (const [path, content] of files) {
      const oid = sha256Hex(content);
      blobs.set(oid, content);
      now.set(path, oid);
    }
    const changes: FileChange[] = [];
    for (const path of before.keys()) if (!now.has(path)) changes.push({ path, file: undefined });
    for (const [path, oid] of now) {
      if (before.get(path) !== oid) changes.push({ path, file: { oid, isPlain: true } });
    }
    before = now;
    return { id: head, parents: at === 0 ? [] : heads.slice(at - 1, at), changes };
  });
  return { name: 'memory', commits, readBlobs: () => Promise.resolve(blobs) };
}
