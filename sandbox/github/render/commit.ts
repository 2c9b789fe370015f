import type { FileDiff } from '../git/diff.ts';
import type { Commit } from '../git/read-commit.ts';
import type { Hub } from '../hub.ts';
import type { Account } from '../state/account.ts';
import type { Repository } from '../state/repository.ts';
import { objectUrl, renderVerification } from './git-objects.ts';
import { nodeId } from './node-id.ts';
import { repositoryPage, repositoryUrl } from './repository-urls.ts';
import type { Schema } from './schema.ts';
import { renderUser } from './user.ts';

/** A commit as the commits API shows it, with the accounts behind author and committer. */
export function renderCommit(hub: Hub, repository: Repository, commit: Commit): Schema<'commit'> {
  const url = `${repositoryUrl(hub, repository)}/commits/${commit.oid}`;
  const page = `${repositoryPage(hub, repository)}/commit`;
  const account = (name: string) => {
    const found: Account | undefined = hub.state.account(name);
    return found === undefined ? null : renderUser(hub, found);
  };
  return {
    url,
    sha: commit.oid,
    node_id: nodeId('Commit', commit.oid),
    html_url: `${page}/${commit.oid}`,
    comments_url: `${url}/comments`,
    commit: {
      url: objectUrl(hub, repository, 'commit', commit.oid),
      author: commit.author,
      committer: commit.committer,
      message: commit.message,
      comment_count: 0,
      tree: { sha: commit.tree, url: objectUrl(hub, repository, 'tree', commit.tree) },
      verification: renderVerification(commit),
    },
    author: account(commit.author.name),
    committer: account(commit.committer.name),
    parents: commit.parents.map((sha) => ({
      sha,
      url: `${repositoryUrl(hub, repository)}/commits/${sha}`,
      html_url: `${page}/${sha}`,
    })),
  };
}

/** A changed file of a commit, a comparison or a pull request at the commit `at`. */
export function renderDiffEntry(
  hub: Hub,
  repository: Repository,
  at: string,
  file: FileDiff,
): Schema<'diff-entry'> {
  const page = repositoryPage(hub, repository);
  const path = encodeURI(file.path);
  return {
    sha: file.oid,
    filename: file.path,
    status: file.status,
    additions: file.additions,
    deletions: file.deletions,
    changes: file.additions + file.deletions,
    blob_url: `${page}/blob/${at}/${path}`,
    raw_url: `${page}/raw/${at}/${path}`,
    contents_url: `${repositoryUrl(hub, repository)}/contents/${path}?ref=${at}`,
    ...(file.patch === undefined ? {} : { patch: file.patch }),
    ...(file.previousPath === undefined ? {} : { previous_filename: file.previousPath }),
  };
}
