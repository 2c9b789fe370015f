import { VaultMeshError } from '../../../core/common/error.ts';
import { readBranch } from '../../../core/github/read-branch.ts';
import { readFile } from '../../../core/github/read-file.ts';
import type { Release } from '../../../core/remembrancer/covenant/index.ts';
import { gitSource, type LedgerSource } from '../../../core/remembrancer/ledger/fsck/index.ts';
import { explainGitHubError } from '../../common/src/explain-github-error.ts';
import { githubClient } from '../../common/src/github-client.ts';
import { listReleases, releasesPath } from '../../common/src/release.ts';
import { retryingClient } from '../../common/src/retrying-client.ts';
import type { WorkflowRun } from '../../common/src/workflow-run.ts';
import { gitWithToken } from './git-with-token.ts';

/** What is asked of GitHub about the repository of the run; for a pull request that is the one it goes to. */
export interface RemoteRepository {
  /** The text of a file of the default branch, or `undefined`. Throws `not-permitted` and `network`. */
  defaultFile(path: string): Promise<string | undefined>;
  /** The files of the ledger branch; `none` when there is no such branch. Throws `not-permitted` and `network`. */
  ledger(branch: string): Promise<LedgerSource | 'none'>;
  /** The published releases. Throws `not-permitted` and `network`. */
  releases(): Promise<Release[]>;
}

/** The repository of the run, read with `token`. */
export function remoteRepository(run: WorkflowRun, token: string): RemoteRepository {
  const { apiUrl, graphqlUrl, serverUrl, owner, repository: repo, temporary: workDir } = run;
  const client = retryingClient(githubClient({ token, apiUrl, graphqlUrl }));
  const name = { owner, repo };
  const rest = {
    repos: {
      getContent: (parameters: object) =>
        client.request('GET /repos/{owner}/{repo}/contents/{path}', { ...parameters }),
    },
    git: {
      getRef: async (parameters: object) => {
        const answer = await client.request('GET /repos/{owner}/{repo}/git/ref/{ref}', { ...parameters });
        return answer as { data: { object: { sha: string } } };
      },
    },
  };
  return {
    defaultFile: (path) =>
      said(`${path} of the default branch cannot be read`, async () => {
        if (run.defaultBranch === undefined) return readFile({ rest }, name, path, 'HEAD');
        const head = await readBranch({ rest }, name, run.defaultBranch);
        if (head !== undefined) return readFile({ rest }, name, path, head);
        // A file that may not be seen must not be taken for one that is not there.
        throw new VaultMeshError(
          'not-permitted',
          `The branch ${run.defaultBranch} of ${owner}/${repo}, which has the configuration, is not to be seen with this token; give the job "permissions: contents: read".`,
        );
      }),
    ledger: (branch) =>
      said(`The branch ${branch} cannot be read`, async () => {
        if ((await readBranch({ rest }, name, branch)) === undefined) return 'none';
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
  };
}

/** Runs `work`; a refusal of GitHub is told with `goal`. */
async function said<Result>(goal: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw explainGitHubError(error, goal);
  }
}
