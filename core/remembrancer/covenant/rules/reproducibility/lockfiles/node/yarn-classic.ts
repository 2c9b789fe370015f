import { memberOf, tableOf, textOf } from '../../../../manifests/values.ts';
import { folderOf } from '../../../../tree/tree-paths.ts';
import type { Difference } from '../ecosystem.ts';
import { fromFolder, inFolder } from '../paths.ts';
import { MOST_BYTES, type RepositoryFiles } from '../repository-files.ts';
import { nearOf, quote } from './compare-sections.ts';
import { type NodeProject, nodeWorkspace } from './node-project.ts';
import { nodeSections, type Section } from './node-sections.ts';
import type { YarnLock } from './yarn-entries.ts';

const LOCKED = [
  'dependencies',
  'devDependencies',
  'optionalDependencies',
] as const satisfies readonly Section[];

/** What Yarn 1 takes from a folder, without an entry. */
const LOCAL = /^(?:link|workspace|portal):/u;

/** What a manifest asks that the yarn.lock of Yarn 1 does not have; what it has too much of it does not tell. */
export async function classicDifferences(
  project: NodeProject,
  lock: YarnLock,
  files: RepositoryFiles,
): Promise<Difference[]> {
  const asked = nodeSections(project.source);
  const resolved = await files.once(resolvedNames, project.root);
  const missing = LOCKED.flatMap((section) =>
    [...asked[section]]
      .filter(
        ([name, range]) => !LOCAL.test(range) && !resolved.has(name) && !lock.keys.has(`${name}@${range}`),
      )
      .map(([name, range]) => ({
        name,
        message: `${name} is in ${section} as ${quote(range)}, and yarn.lock does not have it so.`,
        near: nearOf(section, name),
      })),
  );
  if (missing.length === 0) return [];
  const members = await files.once(memberNames, project.root);
  return missing.filter(({ name }) => !members.has(name)).map(({ message, near }) => ({ message, near }));
}

/** The packages whose versions the root of a workspace decides. */
async function resolvedNames(root: string, files: RepositoryFiles): Promise<ReadonlySet<string>> {
  const manifest = await files.json(inFolder(root, 'package.json'), MOST_BYTES.manifest);
  return new Set(Object.keys(tableOf(memberOf(manifest, 'resolutions'))).map(lastName));
}

/** The name of `parent/name` and `parent/@scope/name`. */
function lastName(glob: string): string {
  const names = glob.split('/');
  const scope = names.at(-2);
  const name = names.at(-1) ?? '';
  return scope?.startsWith('@') === true ? `${scope}/${name}` : name;
}

/** The packages of the workspace, which have no entry. */
async function memberNames(root: string, files: RepositoryFiles): Promise<ReadonlySet<string>> {
  const workspace = await nodeWorkspace(root, files);
  const names = new Set<string>();
  if (workspace === undefined) return names;
  for (const path of files.paths) {
    const folder = folderOf(path);
    if (!path.endsWith('/package.json') || (root !== '' && !path.startsWith(`${root}/`))) continue;
    if (!workspace.has(fromFolder(root, folder))) continue;
    const name = textOf(memberOf(await files.json(path, MOST_BYTES.manifest).catch(() => undefined), 'name'));
    if (name !== undefined) names.add(name);
  }
  return names;
}
