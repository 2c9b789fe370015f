import type { RepositoryName } from '../../core/github/repository-name.ts';
import { everyItem } from './every-item.ts';

export interface PullRequestFileLister {
  readonly rest: {
    readonly pulls: {
      readonly listFiles: (
        parameters: RepositoryName & { pull_number: number; per_page: number; page: number },
      ) => Promise<{ data: { filename: string; status: string }[] }>;
    };
  };
}

/** The paths of the files that a pull request adds. GitHub lists 3,000 files of a pull request at most. */
export async function listAddedFiles(
  client: PullRequestFileLister,
  repository: RepositoryName,
  number: number,
): Promise<string[]> {
  const { listFiles } = client.rest.pulls;
  const added: string[] = [];
  for await (const file of everyItem((page) => listFiles({ ...repository, pull_number: number, ...page }))) {
    if (file.status === 'added') added.push(file.filename);
  }
  return added;
}
