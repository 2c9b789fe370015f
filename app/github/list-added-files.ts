import type { RepositoryName } from '../../core/github/repository-name.ts';

export interface PullRequestFileLister {
  readonly rest: {
    readonly pulls: {
      readonly listFiles: (
        parameters: RepositoryName & { pull_number: number; per_page: number; page: number },
      ) => Promise<{ data: { filename: string; status: string }[] }>;
    };
  };
}

const PAGE = 100;

/** The paths of the files that a pull request adds. GitHub lists 3,000 files of a pull request at most. */
export async function listAddedFiles(
  client: PullRequestFileLister,
  repository: RepositoryName,
  number: number,
): Promise<string[]> {
  const added: string[] = [];
  for (let page = 1; ; page++) {
    const { data } = await client.rest.pulls.listFiles({
      ...repository,
      pull_number: number,
      per_page: PAGE,
      page,
    });
    added.push(...data.filter(({ status }) => status === 'added').map(({ filename }) => filename));
    if (data.length < PAGE) return added;
  }
}
