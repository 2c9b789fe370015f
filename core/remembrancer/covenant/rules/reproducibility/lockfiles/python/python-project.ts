import type { GlobSet } from '../../../../../../common/glob-set.ts';
import { listOf, memberOf, tableOf, textsOf } from '../../../../manifests/values.ts';
import { folderOf } from '../../../../tree/tree-paths.ts';
import { memberGlobs } from '../member-globs.ts';
import { foldersAround, fromFolder, inFolder } from '../paths.ts';
import { MOST_BYTES, type RepositoryFiles } from '../repository-files.ts';

/** A pyproject.toml with the folder whose uv.lock serves it. */
export interface PythonProject {
  /** As it is parsed. */
  readonly source: unknown;
  /** The folder of the uv workspace that it is a member of, or its own. */
  readonly root: string;
  /** Its folder from there, `''` for the root itself. */
  readonly path: string;
}

/** Finds the uv workspace of a pyproject.toml. Throws `CannotTell`. */
export async function pythonProject(manifest: string, files: RepositoryFiles): Promise<PythonProject> {
  const source = await files.toml(manifest, MOST_BYTES.manifest);
  const folder = folderOf(manifest);
  const own = { source, root: folder, path: '' };
  if (memberOf(source, 'tool', 'uv', 'workspace') !== undefined) return own;
  for (const root of foldersAround(folder)) {
    const workspace = await files.once(uvWorkspace, root);
    const path = fromFolder(root, folder);
    if (!workspace.members.has(`${path}/pyproject.toml`)) continue;
    if (!workspace.excluded.has(`${path}/pyproject.toml`)) return { source, root, path };
  }
  return own;
}

async function uvWorkspace(
  root: string,
  files: RepositoryFiles,
): Promise<{ readonly members: GlobSet; readonly excluded: GlobSet }> {
  const path = inFolder(root, 'pyproject.toml');
  const workspace = memberOf(await files.toml(path, MOST_BYTES.manifest), 'tool', 'uv', 'workspace');
  const of = (key: string): GlobSet =>
    memberGlobs(
      path,
      textsOf(memberOf(workspace, key)).map((glob) => `${glob}/pyproject.toml`),
    );
  return { members: of('members'), excluded: of('exclude') };
}

/** How many packages a pyproject.toml asks for, in the ways of PEP 621 and 735, uv, Poetry and PDM. */
export function countDependencies(source: unknown): number {
  const project = memberOf(source, 'project');
  const poetry = memberOf(source, 'tool', 'poetry');
  const lists = [
    memberOf(project, 'dependencies'),
    memberOf(source, 'tool', 'uv', 'dev-dependencies'),
    ...Object.values(tableOf(memberOf(project, 'optional-dependencies'))),
    ...Object.values(tableOf(memberOf(source, 'dependency-groups'))),
    ...Object.values(tableOf(memberOf(source, 'tool', 'pdm', 'dev-dependencies'))),
  ];
  const tables = [
    memberOf(poetry, 'dependencies'),
    memberOf(poetry, 'dev-dependencies'),
    ...Object.values(tableOf(memberOf(poetry, 'group'))).map((group) => memberOf(group, 'dependencies')),
  ];
  return (
    lists.reduce<number>((sum, list) => sum + listOf(list).length, 0) +
    tables.reduce<number>(
      (sum, table) => sum + Object.keys(tableOf(table)).filter((name) => name !== 'python').length,
      0,
    )
  );
}
