import type { RepositoryName } from './repository-name.ts';
import { found } from './status.ts';

/** A type, since Octokit takes no interface. */
type Page = Readonly<{ per_page: number; page: number }>;

interface RepositoryPage {
  readonly data: readonly { readonly name: string; readonly fork: boolean }[];
}

export interface RepositoryLister {
  readonly rest: {
    readonly repos: {
      readonly listForOrg: (parameters: Page & { org: string; type: 'all' }) => Promise<RepositoryPage>;
      readonly listForUser: (parameters: Page & { username: string }) => Promise<RepositoryPage>;
    };
  };
}

/** One of an owner's repositories. */
export interface ListedRepository {
  readonly name: RepositoryName;
  readonly isFork: boolean;
}

const PER_PAGE = 100;

/**
 * The repositories of an organisation that the client may see, or the public ones of a user; `undefined` where GitHub knows
 * neither.
 */
export async function listRepositories(
  client: RepositoryLister,
  owner: string,
): Promise<ListedRepository[] | undefined> {
  const { listForOrg, listForUser } = client.rest.repos;
  const ofOrganization = await found(
    allPages(owner, (page) => listForOrg({ org: owner, type: 'all', ...page })),
  );
  return ofOrganization ?? found(allPages(owner, (page) => listForUser({ username: owner, ...page })));
}

async function allPages(
  owner: string,
  get: (page: Page) => Promise<RepositoryPage>,
): Promise<ListedRepository[]> {
  const all: ListedRepository[] = [];
  for (let page = 1; ; page += 1) {
    const { data } = await get({ per_page: PER_PAGE, page });
    all.push(...data.map(({ name, fork }) => ({ name: { owner, repo: name }, isFork: fork })));
    if (data.length < PER_PAGE) return all;
  }
}
