import { VaultMeshError } from '../../core/common/error.ts';
import { fullName, type RepositoryName } from '../../core/github/repository-name.ts';
import { hasStatus } from '../../core/github/status.ts';

export interface CommitFinder {
  readonly rest: {
    readonly repos: {
      readonly getCommit: (
        parameters: RepositoryName & { ref: string },
      ) => Promise<{ data: { sha: string } }>;
    };
  };
}

/** The commit that a ref or an id means: `tags/v1.0.0`, `heads/main`. Throws `not-found`. */
export async function commitOf(
  client: CommitFinder,
  repository: RepositoryName,
  ref: string,
): Promise<string> {
  try {
    return (await client.rest.repos.getCommit({ ...repository, ref })).data.sha;
  } catch (error) {
    if (!hasStatus(error, 404, 409, 422)) throw error;
    throw new VaultMeshError('not-found', `${fullName(repository)} has no commit "${ref}". Push it first.`);
  }
}
