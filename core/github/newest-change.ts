import type { RepositoryName } from './repository-name.ts';
import { found, hasStatus } from './status.ts';

export interface ChangeFinder {
  readonly rest: {
    readonly repos: {
      readonly listCommits: (
        parameters: RepositoryName & { path: string; sha?: string; per_page: number },
      ) => Promise<{ data: { sha: string }[] }>;
    };
  };
}

/** The newest commit of the default branch, or of what `sha` has, that changed `path`; `undefined` where none did. */
export async function newestChange(
  client: ChangeFinder,
  repository: RepositoryName,
  path: string,
  sha?: string,
): Promise<string | undefined> {
  try {
    const answer = await found(
      client.rest.repos.listCommits({ ...repository, path, ...(sha !== undefined && { sha }), per_page: 1 }),
    );
    return answer?.data[0]?.sha;
  } catch (error) {
    // GitHub answers 409 for an empty repository.
    if (hasStatus(error, 409)) return undefined;
    throw error;
  }
}
