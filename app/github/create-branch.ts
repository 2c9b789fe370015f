import { NO_RETRY } from './find-or-make.ts';
import type { RepositoryName } from './repository-name.ts';

export interface BranchCreator {
  readonly rest: {
    readonly git: {
      readonly createRef: (
        parameters: RepositoryName & { ref: string; sha: string; request: { retries: number } },
      ) => Promise<unknown>;
    };
  };
}

/** A new branch at `commit`, which it returns. GitHub answers 422 when the branch exists. */
export async function createBranch(
  client: BranchCreator,
  repository: RepositoryName,
  branch: string,
  commit: string,
): Promise<string> {
  await client.rest.git.createRef({
    ...repository,
    ref: `refs/heads/${branch}`,
    sha: commit,
    ...NO_RETRY,
  });
  return commit;
}
