import type { RepositoryName } from './repository-name.ts';
import { found } from './status.ts';

export interface RepositoryFinder {
  readonly rest: {
    readonly repos: {
      readonly get: (parameters: RepositoryName) => Promise<{ data: RepositoryAnswer }>;
    };
  };
}

/** `internal`: for everybody of the enterprise. */
export type Visibility = 'private' | 'internal' | 'public';

interface RepositoryAnswer {
  readonly node_id: string;
  readonly default_branch: string;
  readonly description: string | null;
  readonly html_url: string;
  readonly private: boolean;
  readonly visibility?: string;
}

export interface Repository {
  /** What GraphQL knows it by. */
  readonly id: string;
  readonly name: RepositoryName;
  readonly defaultBranch: string;
  readonly description: string;
  readonly url: string;
  readonly visibility: Visibility;
}

/** The repository, or `undefined` where there is none that the installation may see. */
export async function findRepository(
  client: RepositoryFinder,
  name: RepositoryName,
): Promise<Repository | undefined> {
  const answer = await found(client.rest.repos.get({ ...name }));
  return answer && asRepository(name, answer.data);
}

export function asRepository(name: RepositoryName, answer: RepositoryAnswer): Repository {
  return {
    id: answer.node_id,
    name,
    defaultBranch: answer.default_branch,
    description: answer.description ?? '',
    url: answer.html_url,
    visibility: !answer.private ? 'public' : answer.visibility === 'internal' ? 'internal' : 'private',
  };
}
