import { composeCreatePullRequest } from 'octokit-plugin-create-pull-request';
import { fromUtf8 } from '../../core/common/bytes.ts';
import { VaultMeshError } from '../../core/common/error.ts';
import type { File } from '../../core/github/create-tree.ts';
import { findOrMake } from '../../core/github/find-or-make.ts';
import { fullName, type RepositoryName } from '../../core/github/repository-name.ts';

interface PullRequestAnswer {
  readonly number: number;
  readonly html_url: string;
}

type PluginClient = Parameters<typeof composeCreatePullRequest>[0];

export type PullRequestOpener = PluginClient & {
  readonly rest: {
    readonly pulls: {
      readonly list: (
        parameters: RepositoryName & { state: 'all'; head: string; per_page: number },
      ) => Promise<{ data: PullRequestAnswer[] }>;
    };
  };
};

export interface PullRequest {
  readonly number: number;
  readonly url: string;
}

/**
 * The pull request from `branch` with one commit of `files`; one that was opened earlier stands, whether it is
 * open, merged or closed by people. A branch that an interrupted run has left is brought up to date.
 */
export async function openPullRequest(
  client: PullRequestOpener,
  repository: RepositoryName,
  change: { branch: string; title: string; body: string; message: string; files: readonly File[] },
): Promise<PullRequest> {
  const { thing } = await findOrMake(
    async () => {
      const head = `${repository.owner}:${change.branch}`;
      const { data } = await client.rest.pulls.list({ ...repository, state: 'all', head, per_page: 1 });
      const [earlier] = data;
      return earlier && asPullRequest(earlier);
    },
    async () => {
      const answer = await composeCreatePullRequest(client, {
        ...repository,
        title: change.title,
        body: change.body,
        head: change.branch,
        update: true,
        changes: {
          commit: change.message,
          files: Object.fromEntries(
            change.files.map(({ path, mode, content }) => [
              path,
              { content: fromUtf8(content), encoding: 'utf-8', mode },
            ]),
          ),
        },
      });
      if (answer === null) {
        throw new VaultMeshError(
          'conflict',
          `Nothing is new in ${change.branch} for ${fullName(repository)}.`,
        );
      }
      return asPullRequest(answer.data);
    },
  );
  return thing;
}

function asPullRequest({ number, html_url }: PullRequestAnswer): PullRequest {
  return { number, url: html_url };
}
