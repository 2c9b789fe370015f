import { VaultMeshError } from '../../../core/common/error.ts';
import { readBranch } from '../../../core/github/read-branch.ts';
import { readFile } from '../../../core/github/read-file.ts';
import type { RepositoryName } from '../../../core/github/repository-name.ts';
import type { Release } from '../../../core/remembrancer/covenant/index.ts';
import type { GitHubClient } from '../../../core/remembrancer/ledger/index.ts';
import { gitSource, type LedgerSource } from '../../../core/remembrancer/ledger/fsck/index.ts';
import { explainGitHubError } from '../../common/src/explain-github-error.ts';
import { githubClient } from '../../common/src/github-client.ts';
import { listReleases, releasesPath } from '../../common/src/release.ts';
import { retryingClient } from '../../common/src/retrying-client.ts';
import type { WorkflowRun } from '../../common/src/workflow-run.ts';
import { gitWithToken } from './git-with-token.ts';
import { type PullRequest, pullRequest } from './pull-request.ts';

/** A ledger has it unless the workflow says otherwise; a repository that does not have it has no ledger. */
const USUAL_BRANCH = 'ledger';

/** What is asked of GitHub about the repository of the run; for a pull request that is the one it goes to. */
export interface RemoteRepository {
  /**
   * The text of a file of the default branch, or `undefined`. Throws `not-permitted`, `network`, and `usage` for what is no
   * file, such as a link that leads nowhere.
   */
  defaultFile(path: string): Promise<string | undefined>;
  /**
   * The files of the ledger branch; `none` when the repository can be seen and has no such branch. Throws `not-permitted`,
   * `network`, and `not-found` for a branch of another name than the usual one that is not there.
   */
  ledger(branch: string): Promise<LedgerSource | 'none'>;
  /** The published releases. Throws `not-permitted` and `network`. */
  releases(): Promise<Release[]>;
  pullRequest(number: number): PullRequest;
}

/** The repository of the run, read with `token`. */
export function remoteRepository(run: WorkflowRun, token: string): RemoteRepository {
  const { apiUrl, graphqlUrl, serverUrl, owner, repository: repo, temporary: workDir } = run;
  const plain = githubClient({ token, apiUrl, graphqlUrl });
  const client = { ...plain, ...retryingClient(plain) };
  const name = { owner, repo };
  const rest = {
    repos: {
      getContent: async (parameters: RepositoryName & { path: string; ref: string }) => {
        const answer = await client.request('GET /repos/{owner}/{repo}/contents/{path}', { ...parameters });
        return { data: fileOnly(parameters.path, answer.data) };
      },
    },
    git: {
      getRef: async (parameters: object) => {
        const answer = await client.request('GET /repos/{owner}/{repo}/git/ref/{ref}', { ...parameters });
        return answer as { data: { object: { sha: string } } };
      },
    },
  };
  /** The head of the default branch. GitHub answers 404 for what a token may not see, which must not be taken for none. */
  const seenDefault = async (): Promise<string> => {
    const branch = run.defaultBranch ?? (await defaultBranch(client, name));
    const head = await readBranch({ rest }, name, branch);
    if (head !== undefined) return head;
    throw new VaultMeshError(
      'not-permitted',
      `The branch ${branch} of ${owner}/${repo}, which is the default, is not to be seen with this token; give the job "permissions: contents: read".`,
    );
  };
  return {
    defaultFile: (path) =>
      said(`${path} of the default branch cannot be read`, async () =>
        readFile({ rest }, name, path, await seenDefault()),
      ),
    ledger: (branch) =>
      said(`The branch ${branch} cannot be read`, async () => {
        if ((await readBranch({ rest }, name, branch)) === undefined) {
          await seenDefault();
          if (branch === USUAL_BRANCH) return 'none';
          throw new VaultMeshError(
            'not-found',
            `${owner}/${repo} has no branch "${branch}"; give the input "ledger-branch" the branch of the ledger.`,
          );
        }
        const url = `${serverUrl}/${owner}/${repo}`;
        return gitSource({ url, branch, workDir, env: gitWithToken(process.env, serverUrl, token) });
      }),
    releases: () =>
      said('The releases cannot be listed', async () => {
        const published: Release[] = [];
        for await (const release of listReleases(client, releasesPath(run))) {
          const { draft, tag_name, published_at } = release;
          if (!draft && published_at) published.push({ name: tag_name, at: published_at });
        }
        return published;
      }),
    pullRequest: (number) => pullRequest(client, name, number),
  };
}

/** The name of the default branch, where the event of a run does not say it. */
async function defaultBranch(client: Pick<GitHubClient, 'request'>, name: RepositoryName): Promise<string> {
  const { data } = await client.request('GET /repos/{owner}/{repo}', { ...name });
  return (data as { default_branch: string }).default_branch;
}

/** `data`, unless it is a folder, a submodule, or a link that leads to no file: GitHub follows the others. */
function fileOnly(path: string, data: unknown): unknown {
  const { type = 'folder' } = data as { type?: string };
  if (type === 'file') return data;
  throw new VaultMeshError(
    'usage',
    `${path} of the default branch is a ${type} for GitHub, and no file. Put a file there.`,
  );
}

/** Runs `work`; a refusal of GitHub is told with `goal`. */
async function said<Result>(goal: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw explainGitHubError(error, goal);
  }
}
