import { formatTime } from '../../core/common/clock.ts';
import { mergeTree } from './git/merge-tree.ts';
import { readRef } from './git/refs.ts';
import { writeCommit } from './git/write-commit.ts';
import type { GitHubSandbox } from './github-sandbox.ts';
import type { Hub } from './hub.ts';
import { changeRef } from './refs/change-ref.ts';
import { simpleCommit } from './render/simple-commit.ts';

/** What a merge queue does when its turn comes; the API has no call for it. */
export function mergeQueues(hub: Hub): Pick<GitHubSandbox, 'formMergeGroup'> {
  return {
    async formMergeGroup({ owner, repo, number, by }) {
      const repository = hub.state.repository(owner, repo);
      const issue = repository?.issues.find((one) => one.number === number);
      const account = hub.state.account(by);
      if (repository === undefined || issue?.pull === undefined || account === undefined)
        throw new Error(
          `The sandbox has no pull request ${number} in ${owner}/${repo}, or nobody called ${by}.`,
        );
      const { pull, title } = issue;
      const { gitDirectory } = repository;
      const actor = { kind: 'user', account } as const;
      const base_ref = `refs/heads/${pull.base}`;
      const base_sha = (await readRef(gitDirectory, base_ref))?.oid ?? '';
      const tree = await mergeTree(gitDirectory, base_sha, pull.headSha);
      if (tree === undefined) throw new Error(`The pull request ${number} conflicts with ${pull.base}.`);
      const github = { name: 'GitHub', email: 'noreply@github.com', date: formatTime(hub.clock()) };
      const head_sha = await writeCommit(gitDirectory, {
        tree,
        parents: [base_sha, pull.headSha],
        message: `Merge pull request #${number} from ${owner}/${pull.head}\n\n${title}`,
        author: github,
        committer: github,
      });
      const head_ref = `refs/heads/gh-readonly-queue/${pull.base}/pr-${number}-${base_sha}`;
      await repository.exclusive(() =>
        changeRef(hub, repository, { ref: head_ref, after: head_sha, force: true }, actor),
      );
      const head_commit = await simpleCommit(repository, head_sha);
      const merge_group = { head_sha, head_ref, base_sha, base_ref, head_commit };
      const payload = { action: 'checks_requested', merge_group };
      hub.events.raise({ name: 'merge_group', payload, actor, repository });
      return head_sha;
    },
  };
}
