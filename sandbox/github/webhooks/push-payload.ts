import type { Commit as PushedCommit, CreateEvent, PushEvent } from '@octokit/webhooks-types';
import type { Actor } from '../access/actor.ts';
import { authorOf } from '../access/actor.ts';
import { changedPaths } from '../git/changed-paths.ts';
import { isAncestor } from '../git/is-ancestor.ts';
import { log } from '../git/log.ts';
import type { Commit } from '../git/read-commit.ts';
import { readCommit } from '../git/read-commit.ts';
import type { Hub } from '../hub.ts';
import { repositoryPage } from '../render/repository-urls.ts';
import type { Repository } from '../state/repository.ts';
import type { PayloadOf } from './events.ts';

/** GitHub lists no more commits than this in a push. */
const MAX_COMMITS = 20;

const NOTHING = '0'.repeat(40);

export function createPayload(
  repository: Repository,
  ref: string,
  type: 'branch' | 'tag',
): PayloadOf<CreateEvent> {
  const { defaultBranch: master_branch, description } = repository;
  return { ref, ref_type: type, master_branch, description, pusher_type: 'user' };
}

export async function pushPayload(
  hub: Hub,
  repository: Repository,
  change: { readonly ref: string; readonly before: string | null; readonly after: string | null },
  actor: Actor,
): Promise<PayloadOf<PushEvent>> {
  const { gitDirectory } = repository;
  const { ref, before, after } = change;
  const { login } = authorOf(actor).account;
  const page = repositoryPage(hub, repository);
  const head = after === null ? undefined : await readCommit(gitDirectory, after);
  const others = before === null ? ['--not', `--exclude=${ref}`, '--all'] : [`^${before}`];
  const commits =
    head === undefined ? [] : await log(gitDirectory, [head.oid, ...others], { limit: MAX_COMMITS });
  const forced = before !== null && after !== null && !(await isAncestor(gitDirectory, before, after));
  return {
    ref,
    before: before ?? NOTHING,
    after: after ?? NOTHING,
    created: before === null,
    deleted: after === null,
    forced,
    base_ref: null,
    compare: `${page}/compare/${before ?? NOTHING}...${after ?? NOTHING}`,
    commits: await Promise.all(commits.reverse().map((commit) => renderPushed(page, repository, commit))),
    head_commit: head === undefined ? null : await renderPushed(page, repository, head),
    pusher: { name: login, email: `${login}@users.noreply.example.com` },
  };
}

async function renderPushed(page: string, repository: Repository, commit: Commit): Promise<PushedCommit> {
  const { author, committer } = commit;
  return {
    id: commit.oid,
    tree_id: commit.tree,
    distinct: true,
    message: commit.message,
    timestamp: author.date,
    url: `${page}/commit/${commit.oid}`,
    author: { name: author.name, email: author.email, username: author.name },
    committer: { name: committer.name, email: committer.email, username: committer.name },
    ...(await changedPaths(repository.gitDirectory, commit)),
  };
}
