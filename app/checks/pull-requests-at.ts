import type { RepositoryName } from '../../core/github/repository-name.ts';

export interface OpenPullRequestLister {
  readonly rest: {
    readonly pulls: {
      readonly list: (
        parameters: RepositoryName & {
          state: 'open';
          sort: 'updated';
          direction: 'desc';
          per_page: number;
          page: number;
        },
      ) => Promise<{ data: { number: number; head: { sha: string } }[] }>;
    };
  };
}

const PER_PAGE = 100;
const MOST_PAGES = 10;

/**
 * The open pull requests whose newest commit is `commit`, from forks too: GitHub leaves those out of the webhooks of checks, and
 * knows them by no commit of this repository. The 1,000 that changed last are looked through.
 */
export async function pullRequestsAt(
  client: OpenPullRequestLister,
  repository: RepositoryName,
  commit: string,
): Promise<number[]> {
  const numbers: number[] = [];
  for (let page = 1; page <= MOST_PAGES; page++) {
    const { data } = await client.rest.pulls.list({
      ...repository,
      state: 'open',
      sort: 'updated',
      direction: 'desc',
      per_page: PER_PAGE,
      page,
    });
    numbers.push(...data.filter(({ head }) => head.sha === commit).map(({ number }) => number));
    if (data.length < PER_PAGE) break;
  }
  return numbers;
}
