import { composeCreatePullRequest } from 'octokit-plugin-create-pull-request';
import { fromUtf8 } from '../../core/common/bytes.ts';
import { VaultMeshError } from '../../core/common/error.ts';
import type { File } from '../../core/github/create-tree.ts';
import { findOrMake, NO_RETRY } from '../../core/github/find-or-make.ts';
import { type BranchReader, readBranch } from '../../core/github/read-branch.ts';
import { fullName, type RepositoryName } from '../../core/github/repository-name.ts';

interface PullRequestAnswer {
  readonly number: number;
  readonly html_url: string;
}

type PluginClient = Parameters<typeof composeCreatePullRequest>[0];

export interface PullRequestFinder {
  readonly rest: {
    readonly pulls: {
      readonly list: (
        parameters: RepositoryName & { state: 'all'; head: string; per_page: number },
      ) => Promise<{ data: PullRequestAnswer[] }>;
    };
  };
}

export type PullRequestOpener = PluginClient &
  PullRequestFinder &
  BranchReader & {
    readonly rest: {
      readonly git: {
        readonly getCommit: (
          parameters: RepositoryName & { commit_sha: string },
        ) => Promise<{ data: { message: string } }>;
      };
      readonly pulls: {
        readonly create: (
          parameters: RepositoryName & {
            base: string;
            head: string;
            title: string;
            body: string;
            request: { retries: number };
          },
        ) => Promise<{ data: PullRequestAnswer }>;
      };
      readonly repos: {
        readonly get: (parameters: RepositoryName) => Promise<{ data: { default_branch: string } }>;
      };
    };
  };

export interface PullRequest {
  readonly number: number;
  readonly url: string;
}

/** What a pull request proposes: one commit of `files` on a branch of its own. */
export interface ProposedChange {
  /** Nobody else's: named by the key of a request. */
  readonly branch: string;
  readonly title: string;
  readonly body: string;
  readonly message: string;
  readonly files: readonly File[];
}

/** The newest pull request from a branch of the repository, whether it is open, merged or closed. */
export async function findPullRequest(
  client: PullRequestFinder,
  repository: RepositoryName,
  branch: string,
): Promise<PullRequest | undefined> {
  const head = `${repository.owner}:${branch}`;
  const { data } = await client.rest.pulls.list({ ...repository, state: 'all', head, per_page: 1 });
  return data[0] && asPullRequest(data[0]);
}

/**
 * The pull request of a change; one that was opened earlier stands, whether it is open, merged or closed by people. A branch
 * that an interrupted run has left gets its pull request, and is not written again.
 *
 * Throws `conflict` for a branch that somebody else has written to, and where nothing is new.
 */
export async function openPullRequest(
  client: PullRequestOpener,
  repository: RepositoryName,
  change: ProposedChange,
): Promise<PullRequest> {
  const { thing } = await findOrMake(
    () => findPullRequest(client, repository, change.branch),
    async () =>
      (await openLeft(client, repository, change)) ??
      openAnew(client, repository, change).catch(async (error: unknown) => {
        // The branch may be there though the answer was lost.
        const opened = await openLeft(client, repository, change);
        if (opened) return opened;
        throw error;
      }),
  );
  return thing;
}

async function openAnew(
  client: PullRequestOpener,
  repository: RepositoryName,
  { branch, title, body, message, files }: ProposedChange,
): Promise<PullRequest> {
  const answer = await composeCreatePullRequest(client, {
    ...repository,
    title,
    body,
    head: branch,
    changes: {
      commit: message,
      files: Object.fromEntries(
        files.map(({ path, mode, content }) => [
          path,
          { content: fromUtf8(content), encoding: 'utf-8', mode },
        ]),
      ),
    },
  });
  if (answer !== null) return asPullRequest(answer.data);
  throw new VaultMeshError('conflict', `Nothing is new in ${branch} for ${fullName(repository)}.`);
}

/** Of a branch that is there without a pull request; `undefined` where it is not. */
async function openLeft(
  client: PullRequestOpener,
  repository: RepositoryName,
  { branch, title, body, message }: ProposedChange,
): Promise<PullRequest | undefined> {
  const { git, pulls, repos } = client.rest;
  const commit = await readBranch(client, repository, branch);
  if (commit === undefined) return undefined;
  const { data: last } = await git.getCommit({ ...repository, commit_sha: commit });
  if (last.message.trim() !== message.trim()) {
    throw new VaultMeshError(
      'conflict',
      `Somebody has written to the branch "${branch}" of ${fullName(repository)}, which was left without a pull request. ` +
        'Open one for it, or delete it and give the command again.',
    );
  }
  const { data } = await repos.get({ ...repository });
  const answer = await pulls.create({
    ...repository,
    base: data.default_branch,
    head: branch,
    title,
    body,
    ...NO_RETRY,
  });
  return asPullRequest(answer.data);
}

function asPullRequest({ number, html_url }: PullRequestAnswer): PullRequest {
  return { number, url: html_url };
}
