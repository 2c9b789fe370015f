import type { RepositoryName } from './repository-name.ts';
import { hasStatus } from './status.ts';

export interface BranchReader {
  readonly rest: {
    readonly git: {
      readonly getRef: (
        parameters: RepositoryName & { ref: string },
      ) => Promise<{ data: { object: { sha: string } } }>;
    };
  };
}

/** The commit at the head of a branch, or `undefined` where there is no such branch. */
export async function readBranch(
  client: BranchReader,
  repository: RepositoryName,
  branch: string,
): Promise<string | undefined> {
  try {
    const { data } = await client.rest.git.getRef({ ...repository, ref: `heads/${branch}` });
    return data.object.sha;
  } catch (error) {
    // GitHub answers 409 for every branch of an empty repository.
    if (hasStatus(error, 404, 409)) return undefined;
    throw error;
  }
}
