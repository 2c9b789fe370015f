import type { BranchReader } from './read-branch.ts';
import { readBranch } from './read-branch.ts';
import type { RepositoryName } from './repository-name.ts';
import { hasStatus } from './status.ts';

export interface FastForwarder extends BranchReader {
  readonly rest: BranchReader['rest'] & {
    readonly git: {
      readonly updateRef: (
        parameters: RepositoryName & { ref: string; sha: string; force: false },
      ) => Promise<unknown>;
    };
  };
}

/**
 * Moves `branch` to `commit` if that is a fast-forward; false when somebody else moved it first. A lost answer
 * counts as success when the branch is found at `commit`.
 */
export async function fastForward(
  client: FastForwarder,
  repository: RepositoryName,
  branch: string,
  commit: string,
): Promise<boolean> {
  try {
    await client.rest.git.updateRef({
      ...repository,
      ref: `heads/${branch}`,
      sha: commit,
      force: false,
    });
    return true;
  } catch (error) {
    if ((await readBranch(client, repository, branch)) === commit) return true;
    if (hasStatus(error, 409, 422)) return false;
    throw error;
  }
}
