import { asRepository, type Repository, type Visibility } from './find-repository.ts';
import { NO_RETRY } from './find-or-make.ts';
import type { RepositoryName } from './repository-name.ts';

export interface RepositoryCreator {
  readonly rest: {
    readonly repos: {
      readonly createInOrg: (parameters: {
        org: string;
        name: string;
        description: string;
        private: boolean;
        visibility?: 'private';
        auto_init: true;
        request: { retries: number };
      }) => Promise<{
        data: {
          node_id: string;
          default_branch: string;
          description: string | null;
          html_url: string;
          private: boolean;
        };
      }>;
    };
  };
}

/**
 * A new repository of an organisation with a first commit in it (`auto_init`): the git data API answers 409 on
 * an empty one. GitHub answers 422 when the name is taken, which makes this call the lock on the name.
 */
export async function createRepository(
  client: RepositoryCreator,
  { owner, repo }: RepositoryName,
  { description, visibility }: { description: string; visibility: Visibility },
): Promise<Repository> {
  const answer = await client.rest.repos.createInOrg({
    org: owner,
    name: repo,
    description,
    private: visibility !== 'public',
    // GitHub's published types do not know this one, which only organisations of an enterprise have.
    ...(visibility === 'internal' && { visibility: visibility as Visibility as 'private' }),
    auto_init: true,
    ...NO_RETRY,
  });
  return asRepository({ owner, repo }, answer.data);
}
