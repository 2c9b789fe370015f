import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { fromUtf8 } from '../../../common/bytes.ts';
import { FILES } from '../branch/branch-paths.ts';
import { blobReader, type GitSourceOptions } from '../fsck/git-source.ts';
import { TreeListing } from '../fsck/tree-listing.ts';
import { isSameFile, type TreeFile } from '../fsck/tree-source.ts';
import { checkPath } from '../store/checked-store.ts';
import { mustSucceed } from '../store/git/git-failure.ts';
import { openRepository } from '../store/git/open-repository.ts';
import type { Git } from '../store/git/run-git.ts';
import { type BranchHistory, type FileChange, type HistoryCommit, treeAt } from './branch-history.ts';
import { type BlobFetcher, fetchHistory } from './fetch-history.ts';
import { blobsOf } from './read-checkpoints.ts';

/** A history with the temporary repository that it was fetched into. */
export interface GitHistory extends BranchHistory {
  readonly git: Git;
  readonly fetchBlobs: BlobFetcher;
  close(): Promise<void>;
}

const REF = 'refs/vaultmesh/history';
/** The mode of what is not there. */
const ABSENT = '000000';

/**
 * Fetches a branch with all its history, in two round trips: commits and folders, then the files of the head and every
 * checkpoint. Other files are fetched when they are read. Throws `not-found` when there is no such branch.
 */
export async function gitHistory(options: Omit<GitSourceOptions, 'commit'>): Promise<GitHistory> {
  const { url, branch = 'ledger', workDir = tmpdir(), env = process.env, signal } = options;
  checkPath(branch);
  const { directory, git } = await openRepository(url, workDir, { env, ...(signal && { signal }) });
  const close = (): Promise<void> => rm(directory, { recursive: true, force: true });
  try {
    const fetchBlobs = await fetchHistory(git, url, branch, REF);
    const readHere = blobReader(git);
    const history = {
      name: `branch ${branch} of ${url}`,
      commits: await listCommits(git),
      readBlobs: async (ids: readonly string[]) => {
        await fetchBlobs(ids);
        return readHere(ids);
      },
      fetchBlobs,
      git,
      close,
    };
    await fetchBlobs(blobsToAudit(history));
    return history;
  } catch (error) {
    await close();
    throw error;
  }
}

/** What every audit reads: the checkpoints and keys of all commits, and all files of the last one. */
function blobsToAudit(history: BranchHistory): string[] {
  const files = [...treeAt(history, history.commits.length - 1).values()];
  const signed = [FILES.checkpoint, FILES.verifierKey].flatMap((path) => blobsOf(history, path));
  const ids = [...files.map(({ oid, isPlain }) => (isPlain ? oid : undefined)), ...signed];
  return [...new Set(ids.filter((oid) => oid !== undefined))];
}

/**
 * All commits that lead to the head, each after its parents, with what changed since the one before in this order,
 * whether or not that is its parent: so the changes always add up to the files of the commit.
 */
async function listCommits(git: Git): Promise<HistoryCommit[]> {
  const logged = await git(['log', '--topo-order', '--reverse', '--format=%H %T %P', REF]);
  const rows = lines(fromUtf8(mustSucceed(logged, 'list the history'))).map((row) => row.split(' '));
  const trees = rows.map(([, tree = '']) => tree);
  const empty = mustSucceed(await git(['hash-object', '-t', 'tree', '--stdin'], ''), 'name the empty tree');
  const pairs = trees.map((tree, i) => `${trees[i - 1] ?? fromUtf8(empty).trim()} ${tree}\n`).join('');
  const compared = await git(
    ['diff-tree', '--stdin', '-r', '-t', '--raw', '-z', '--no-renames', '--no-abbrev'],
    pairs,
  );
  const changes = readChanges(mustSucceed(compared, 'compare the commits'));
  return rows.map(([id = '', , ...parents], at) => ({
    id,
    parents: parents.filter((parent) => parent !== ''),
    changes: changes[at] ?? [],
  }));
}

/** Reads what `diff-tree` says of each pair: its two trees on a line, then modes, objects and path of all that differs. */
function readChanges(output: Uint8Array): FileChange[][] {
  const listing = new TreeListing();
  const before = new Map<string, TreeFile | undefined>();
  const all: FileChange[][] = [];
  const settle = (): void => {
    const changes = [...before].map(([path, old]) => ({ path, old, file: listing.fileAt(path) }));
    before.clear();
    for (const { path, old, file } of changes) if (!isSameFile(old, file)) all.at(-1)?.push({ path, file });
  };
  // Fields end with NUL, and a path may be any bytes.
  const fields = Buffer.from(output).toString('utf8').split('\0');
  for (let at = 0; at < fields.length; at += 2) {
    const rows = lines(fields[at] ?? '');
    for (const row of rows) {
      if (!row.startsWith(':')) {
        settle();
        all.push([]);
        continue;
      }
      const [oldMode = '', mode = '', oldOid = '', oid = ''] = row.slice(1).split(' ');
      const path = fields[at + 1] ?? '';
      if (!before.has(path)) before.set(path, listing.fileAt(path));
      if (oldMode !== ABSENT) listing.remove(path, oldMode, oldOid);
      if (mode !== ABSENT) listing.add(path, mode, oid);
    }
  }
  settle();
  return all;
}

const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '');
