import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { FILES } from '../branch/branch-paths.ts';
import { blobReader, type GitSourceOptions, PLAIN } from '../fsck/git-source.ts';
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
const COMMIT_MARK = '\u0001';

/**
 * Fetches a branch with all its history, in two round trips: commits and folders, then the files of the head and every
 * checkpoint. Other files are fetched when they are read. Throws `not-found` when there is no such branch.
 */
export async function gitHistory(options: Omit<GitSourceOptions, 'commit'>): Promise<GitHistory> {
  const { url, branch = 'ledger', workDir = tmpdir(), env = process.env } = options;
  checkPath(branch);
  const { directory, git } = await openRepository(url, workDir, env);
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

async function listCommits(git: Git): Promise<HistoryCommit[]> {
  const listed = await git([
    ...['-c', 'log.showRoot=true', 'log', '--first-parent', '--diff-merges=first-parent', '--reverse'],
    ...['--raw', '--no-renames', '--no-abbrev', '-z', '--format=%x01%H', REF],
  ]);
  const commits: { id: string; changes: FileChange[] }[] = [];
  // Fields end with NUL: a commit, then for each file its modes and blobs, and its path, which may be any bytes.
  const fields = Buffer.from(mustSucceed(listed, 'list the history')).toString('utf8').split('\0');
  for (let at = 0; at < fields.length; at += 1) {
    const field = fields[at]?.trimStart() ?? '';
    if (field.startsWith(COMMIT_MARK)) commits.push({ id: field.slice(1).trim(), changes: [] });
    const [, mode, oid, status] = /^:\d+ (\d+) \w+ (\w+) ([A-Z])$/u.exec(field) ?? [];
    if (mode === undefined || oid === undefined) continue;
    at += 1;
    const file = status === 'D' ? undefined : { oid, isPlain: mode === PLAIN };
    commits.at(-1)?.changes.push({ path: fields[at] ?? '', file });
  }
  return commits;
}
