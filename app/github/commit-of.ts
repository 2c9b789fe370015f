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

/** Git has no ref like these, and as the end of an address they would be another one. */
export const isNoRef = (ref: string): boolean => ref === '.' || ref === '..';

/** The commit that a ref or an id means: `tags/v1.0.0`, `heads/main`. Throws `not-found`. */
export async function commitOf(
  client: CommitFinder,
  repository: RepositoryName,
  ref: string,
): Promise<string> {
  try {
    if (isNoRef(ref)) throw noCommit(repository, ref);
    return (await client.rest.repos.getCommit({ ...repository, ref })).data.sha;
  } catch (error) {
    if (!hasStatus(error, 404, 409) && !isUnknown(error)) throw error;
    throw noCommit(repository, ref);
  }
}

/** GitHub's answer for a ref or an id that it does not have; of what else it says with that status nothing follows. */
const isUnknown = (error: unknown): boolean =>
  hasStatus(error, 422) && error instanceof Error && /no commit found/i.test(error.message);

const noCommit = (repository: RepositoryName, ref: string): VaultMeshError =>
  new VaultMeshError('not-found', `${fullName(repository)} has no ${whatIs(ref)}. Push it first.`);

function whatIs(ref: string): string {
  const [, kind, name] = /^(tags|heads)\/(.+)$/s.exec(ref) ?? [];
  return kind === undefined ? `commit "${ref}"` : `${kind === 'tags' ? 'tag' : 'branch'} "${name}"`;
}
