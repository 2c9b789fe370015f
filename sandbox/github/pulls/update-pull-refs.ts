import { formatTime } from '../../../core/common/clock.ts';
import { mergeTree } from '../git/merge-tree.ts';
import { runGit } from '../git/run-git.ts';
import { writeCommit } from '../git/write-commit.ts';
import type { Hub } from '../hub.ts';
import type { Issue, Pull } from '../state/issue.ts';
import type { Repository } from '../state/repository.ts';

/**
 * Points `refs/pull/N/head` at the head of an open pull request and `refs/pull/N/merge` at a test merge with its base,
 * as GitHub does for workflows and for `merge_commit_sha`. A pull request that conflicts has no test merge.
 */
export async function updatePullRefs(
  hub: Hub,
  repository: Repository,
  issue: Issue,
  pull: Pull,
): Promise<void> {
  const { gitDirectory } = repository;
  const folder = `refs/pull/${issue.number}`;
  await runGit(gitDirectory, ['update-ref', `${folder}/head`, pull.headSha]);
  pull.triedWith = pull.baseSha;
  const tree = await mergeTree(gitDirectory, pull.baseSha, pull.headSha);
  if (tree === undefined) {
    pull.testMerge = null;
    await runGit(gitDirectory, ['update-ref', '-d', `${folder}/merge`]);
    return;
  }
  const github = { name: 'GitHub', email: 'noreply@github.com', date: formatTime(hub.clock()) };
  pull.testMerge = await writeCommit(gitDirectory, {
    tree,
    parents: [pull.baseSha, pull.headSha],
    message: `Merge ${pull.headSha} into ${pull.baseSha}`,
    author: github,
    committer: github,
  });
  await runGit(gitDirectory, ['update-ref', `${folder}/merge`, pull.testMerge]);
}

/** Tries an open pull request with the base that it has by now: GitHub does when somebody looks, not when the base moves. */
export async function tryWithPresentBase(
  hub: Hub,
  repository: Repository,
  issue: Issue,
  pull: Pull,
): Promise<void> {
  if (issue.state === 'open' && pull.triedWith !== pull.baseSha)
    await updatePullRefs(hub, repository, issue, pull);
}
