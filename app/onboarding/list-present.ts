import type { RepositoryName } from '../../core/github/repository-name.ts';
import { found } from '../../core/github/status.ts';
import type { Paths } from '../adoption/list-paths.ts';

export interface FolderLister {
  readonly rest: {
    readonly repos: {
      readonly getContent: (parameters: RepositoryName & { path: string }) => Promise<{ data: unknown }>;
    };
  };
}

/** What stands in a folder of the default branch, by whole paths; nothing where there is no such folder. */
export async function listPresent(
  client: FolderLister,
  repository: RepositoryName,
  folder: string,
): Promise<Paths> {
  const answer = await found(client.rest.repos.getContent({ ...repository, path: folder }));
  // Of a file GitHub tells the file itself: then nothing can be put below it.
  if (answer !== undefined && !Array.isArray(answer.data)) return new Map([[folder, 'file']]);
  const entries = (answer?.data ?? []) as readonly { readonly path: string; readonly type: string }[];
  return new Map(entries.map(({ path, type }) => [path, type === 'dir' ? 'folder' : 'file']));
}
