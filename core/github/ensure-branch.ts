import { findOrMake, NO_RETRY } from './find-or-make.ts';
import { type BranchReader, readBranch } from './read-branch.ts';
import type { RepositoryName } from './repository-name.ts';

export interface BranchKeeper extends BranchReader {
  readonly rest: BranchReader['rest'] & {
    readonly git: {
      readonly createRef: (
        parameters: RepositoryName & { ref: string; sha: string; request: { retries: number } },
      ) => Promise<unknown>;
    };
  };
}

/** Makes `branch` at `commit`. One that is there stays where it is: it may have moved on since. */
export async function ensureBranch(
  client: BranchKeeper,
  repository: RepositoryName,
  branch: string,
  commit: string,
): Promise<void> {
  await findOrMake(
    () => readBranch(client, repository, branch),
    async () => {
      await client.rest.git.createRef({
        ...repository,
        ref: `refs/heads/${branch}`,
        sha: commit,
        ...NO_RETRY,
      });
      return commit;
    },
  );
}
