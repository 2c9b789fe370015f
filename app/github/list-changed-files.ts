import type { RepositoryName } from '../../core/github/repository-name.ts';
import { everyItem } from './every-item.ts';

/** A file as GitHub lists it of a pull request. */
export interface ChangedFile {
  readonly filename: string;
  /** `added`, `copied`, `modified`, `changed` (its mode), `renamed`, `removed` or `unchanged`. */
  readonly status: string;
  /** The name of a renamed file before. */
  readonly previous_filename?: string;
}

export interface PullRequestFileLister {
  readonly rest: {
    readonly pulls: {
      readonly listFiles: (
        parameters: RepositoryName & { pull_number: number; per_page: number; page: number },
      ) => Promise<{ data: ChangedFile[] }>;
    };
  };
}

/** The files that a pull request changes. GitHub lists 3,000 files of a pull request at most. */
export async function listChangedFiles(
  client: PullRequestFileLister,
  repository: RepositoryName,
  number: number,
): Promise<ChangedFile[]> {
  const { listFiles } = client.rest.pulls;
  const changed: ChangedFile[] = [];
  for await (const file of everyItem((page) => listFiles({ ...repository, pull_number: number, ...page }))) {
    changed.push(file);
  }
  return changed;
}
