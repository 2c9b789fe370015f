import { type FolderReader, readFolder } from '../../core/github/read-folder.ts';
import type { RepositoryName } from '../../core/github/repository-name.ts';
import { FileText, recordsRelease, type TaggedRelease } from '../../core/remembrancer/covenant/index.ts';

/** What is read of a repository's workflows: more of them is no reason to record twice. */
const MOST = { files: 100, bytes: 512 * 1024 };

/** Whose record Action counts, beside that of the configuration. */
const OURS = 'vaultmesh/record';

/** Where the workflows are. */
const FOLDER = ['.github', 'workflows'] as const;

/**
 * The names of the workflows at the commit of a tag that are to record the tag's release by themselves, such as the `release.yml` of
 * spawned services. `action` is the record Action of the configuration.
 */
export async function recordsByItself(
  client: FolderReader,
  repository: RepositoryName,
  { commit, action, ...release }: TaggedRelease & { readonly commit: string; readonly action: string },
): Promise<string[]> {
  const own = action.split('@', 1).join('').split('/', 2).join('/');
  const files = (await readFolder(client, repository, FOLDER, commit)) ?? [];
  const workflows = files.filter(({ path, size }) => /^[^/]+\.ya?ml$/u.test(path) && size <= MOST.bytes);
  const recording: string[] = [];
  for (const { path, size, content } of workflows.slice(0, MOST.files)) {
    const place = [...FOLDER, path].join('/');
    const file = new FileText({ path: place, kind: 'file', size, id: place }, await content());
    if (recordsRelease(file, release, [own, OURS])) recording.push(path);
  }
  return recording;
}
