import type { Commit } from '../git/read-commit.ts';
import type { Ref } from '../git/refs.ts';
import type { Hub } from '../hub.ts';
import type { Repository } from '../state/repository.ts';
import { nodeId } from './node-id.ts';
import { repositoryPage, repositoryUrl } from './repository-urls.ts';
import type { Schema } from './schema.ts';

const FOLDER = { blob: 'blobs', tree: 'trees', commit: 'commits', tag: 'tags' } as const;

/** The REST address of a git object. */
export function objectUrl(hub: Hub, repository: Repository, type: keyof typeof FOLDER, oid: string): string {
  return `${repositoryUrl(hub, repository)}/git/${FOLDER[type]}/${oid}`;
}

export function renderRef(hub: Hub, repository: Repository, ref: Ref): Schema<'git-ref'> {
  return {
    ref: ref.name,
    node_id: nodeId('Ref', `${repository.id}:${ref.name}`),
    url: `${repositoryUrl(hub, repository)}/git/${ref.name}`,
    object: { sha: ref.oid, type: ref.type, url: objectUrl(hub, repository, ref.type, ref.oid) },
  };
}

/** GitHub verifies signatures against keys that its users registered; the sandbox knows none. */
export function renderVerification(commit: Commit) {
  return {
    verified: false,
    reason: commit.signature === null ? 'unsigned' : 'unknown_key',
    signature: commit.signature,
    payload: null,
    verified_at: null,
  };
}

/** A commit as the git data API shows it. */
export function renderGitCommit(hub: Hub, repository: Repository, commit: Commit) {
  const page = `${repositoryPage(hub, repository)}/commit`;
  return {
    sha: commit.oid,
    node_id: nodeId('Commit', commit.oid),
    url: objectUrl(hub, repository, 'commit', commit.oid),
    html_url: `${page}/${commit.oid}`,
    author: commit.author,
    committer: commit.committer,
    tree: { sha: commit.tree, url: objectUrl(hub, repository, 'tree', commit.tree) },
    message: commit.message,
    parents: commit.parents.map((sha) => ({
      sha,
      url: objectUrl(hub, repository, 'commit', sha),
      html_url: `${page}/${sha}`,
    })),
    verification: renderVerification(commit),
  } satisfies Schema<'git-commit'>;
}
