import { formatTime } from '../../../core/common/clock.ts';
import type { Actor } from '../access/actor.ts';
import { authorOf } from '../access/actor.ts';
import { missingCheck } from '../access/missing-check.ts';
import { log } from '../git/log.ts';
import { mergeTree } from '../git/merge-tree.ts';
import { readRef } from '../git/refs.ts';
import { writeCommit } from '../git/write-commit.ts';
import { ApiError } from '../http/api-error.ts';
import type { Hub } from '../hub.ts';
import { applyState } from '../issues/apply-state.ts';
import { changeRef } from '../refs/change-ref.ts';
import { identityOf } from '../refs/commit-on-branch.ts';
import type { Issue, Pull } from '../state/issue.ts';
import type { Repository } from '../state/repository.ts';
import { pullRequestPayload } from '../webhooks/pull-request-payload.ts';

export interface MergeRequest {
  readonly method: 'merge' | 'squash';
  readonly title: string | undefined;
  readonly message: string | undefined;
  /** The head that the person saw; 409 when it has moved on. */
  readonly sha: string | undefined;
}

/** Merges a pull request with git's own merge and returns the new commit on its base. Throws 405 and 409 as GitHub does. */
export async function mergePull(
  hub: Hub,
  repository: Repository,
  issue: Issue,
  pull: Pull,
  request: MergeRequest,
  actor: Actor,
): Promise<string> {
  const { gitDirectory } = repository;
  return repository.exclusive(async () => {
    if (issue.state === 'closed' || pull.draft) throw new ApiError(405, 'Pull Request is not mergeable');
    if (request.sha !== undefined && request.sha !== pull.headSha) {
      throw new ApiError(409, 'Head branch was modified. Review and try the merge again.');
    }
    const base = (await readRef(gitDirectory, `refs/heads/${pull.base}`))?.oid;
    if (base === undefined) throw new ApiError(404, 'Base branch does not exist');
    const lacking = missingCheck(hub, repository, `refs/heads/${pull.base}`, pull.headSha, actor);
    if (lacking !== undefined) {
      const rule = `Required status check "${lacking}" is expected.`;
      throw new ApiError(405, `Repository rule violations found\n\n${rule}`);
    }
    const tree = await mergeTree(gitDirectory, base, pull.headSha);
    if (tree === undefined) throw new ApiError(405, 'Pull Request is not mergeable');
    const identity = identityOf(hub, actor);
    const merging = request.method === 'merge';
    const oid = await writeCommit(gitDirectory, {
      tree,
      parents: merging ? [base, pull.headSha] : [base],
      message: await messageOf(repository, issue, pull, request, base),
      author: identity,
      committer: identity,
    });
    pull.baseSha = base;
    pull.merged = { at: formatTime(hub.clock()), by: authorOf(actor).account, sha: oid };
    applyState(hub, issue, 'closed', authorOf(actor).account);
    const change = { ref: `refs/heads/${pull.base}`, after: oid, force: false, checked: pull.headSha };
    await changeRef(hub, repository, change, actor);
    const payload = await pullRequestPayload(hub, repository, issue, pull, 'closed');
    hub.events.raise({ name: 'pull_request', payload, actor, repository });
    return oid;
  });
}

async function messageOf(
  repository: Repository,
  issue: Issue,
  pull: Pull,
  request: MergeRequest,
  base: string,
): Promise<string> {
  if (request.method === 'merge') {
    const from = `${(pull.headRepository ?? repository).owner.login}/${pull.head}`;
    const title = request.title ?? `Merge pull request #${issue.number} from ${from}`;
    return `${title}\n\n${request.message ?? issue.title}`;
  }
  const commits = await log(repository.gitDirectory, [`${base}..${pull.headSha}`]);
  const listed = commits.toReversed().map((commit) => `* ${commit.message}`);
  const title = request.title ?? `${issue.title} (#${issue.number})`;
  return `${title}\n\n${request.message ?? listed.join('\n\n')}`;
}
