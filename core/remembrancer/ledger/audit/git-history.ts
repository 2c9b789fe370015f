import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { VaultMeshError } from '../../../common/error.ts';
import { blobReader, type GitSourceOptions, PLAIN } from '../fsck/git-source.ts';
import { checkPath } from '../store/checked-store.ts';
import { mustSucceed, remoteFailure } from '../store/git/git-failure.ts';
import { openRepository } from '../store/git/open-repository.ts';
import type { Git } from '../store/git/run-git.ts';
import type { BranchHistory, FileChange, HistoryCommit } from './branch-history.ts';

/** A history with the temporary repository that it was fetched into. */
export interface GitHistory extends BranchHistory {
  readonly git: Git;
  close(): Promise<void>;
}

const REF = 'refs/vaultmesh/history';
const COMMIT_MARK = '\u0001';

/** Fetches a branch with all its history. Throws `not-found` when there is no such branch. */
export async function gitHistory(options: Omit<GitSourceOptions, 'commit'>): Promise<GitHistory> {
  const { url, branch = 'ledger', workDir = tmpdir(), env = process.env } = options;
  checkPath(branch);
  const { directory, git } = await openRepository(url, workDir, env);
  const close = (): Promise<void> => rm(directory, { recursive: true, force: true });
  try {
    const fetched = await git(['fetch', '--quiet', '--no-tags', 'origin', `+refs/heads/${branch}:${REF}`]);
    if (/couldn't find remote ref/iu.test(fetched.stderr)) {
      throw new VaultMeshError('not-found', `There is no ledger: ${url} has no branch ${branch}.`);
    }
    if (fetched.status !== 0) throw remoteFailure(fetched, `fetch the branch ${branch}`);
    const commits = await listCommits(git);
    return { name: `branch ${branch} of ${url}`, commits, readBlobs: blobReader(git), git, close };
  } catch (error) {
    await close();
    throw error;
  }
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
