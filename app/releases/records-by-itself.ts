import { type FolderReader, readFolder } from '../../core/github/read-folder.ts';
import type { RepositoryName } from '../../core/github/repository-name.ts';
import { FileText, recordsRelease } from '../../core/remembrancer/covenant/index.ts';

/** What is read of a repository's workflows: more of them is no reason to record twice. */
const MOST = { files: 100, bytes: 512 * 1024 };

/** Whose record Action counts, beside that of the configuration. */
const OURS = 'vaultmesh/record';

/**
 * The path of a workflow at the commit of a tag that records the tag's release by itself, such as the `release.yml` of spawned
 * services; `undefined` where none does. `action` is the record Action of the configuration.
 */
export async function recordsByItself(
  client: FolderReader,
  repository: RepositoryName,
  { tag, commit, action }: { readonly tag: string; readonly commit: string; readonly action: string },
): Promise<string | undefined> {
  const own = action.split('@', 1).join('').split('/', 2).join('/');
  const files = (await readFolder(client, repository, ['.github', 'workflows'], commit)) ?? [];
  const workflows = files.filter(({ path, size }) => /^[^/]+\.ya?ml$/u.test(path) && size <= MOST.bytes);
  for (const { path, size, content } of workflows.slice(0, MOST.files)) {
    const place = `.github/workflows/${path}`;
    const file = new FileText({ path: place, kind: 'file', size, id: place }, await content());
    if (recordsRelease(file, tag, [own, OURS])) return place;
  }
  return undefined;
}
