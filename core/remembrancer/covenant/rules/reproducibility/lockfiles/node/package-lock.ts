import { memberOf, tableOf, textOf } from '../../../../manifests/values.ts';
import type { Difference } from '../ecosystem.ts';
import { inFolder, nameOf } from '../paths.ts';
import type { RepositoryFiles } from '../repository-files.ts';
import { inSimpleRange } from '../simple-range.ts';
import { compareSections, nearOf, quote } from './compare-sections.ts';
import { nodeWorkspace, packageName, type NodeProject } from './node-project.ts';
import { type NodeSections, nodeSections, type Section } from './node-sections.ts';

/** What is installed whether or not it suits the machine. */
const REQUIRED = ['dependencies', 'devDependencies'] as const satisfies readonly Section[];

/** How a manifest differs from package-lock.json or npm-shrinkwrap.json, versions 1 to 3. */
export async function packageLockDifferences(
  project: NodeProject,
  path: string,
  files: RepositoryFiles,
): Promise<Difference[]> {
  const lock = await files.json(path);
  const name = nameOf(path);
  const asked = nodeSections(project.source);
  const packages = memberOf(lock, 'packages');
  // Who overrides versions has others than the ranges say.
  const root = await files.json(inFolder(project.root, 'package.json'));
  const versions = memberOf(root, 'overrides') === undefined ? wrongVersions : missingEntries;
  if (packages === undefined) {
    const entry = (dependency: string): unknown => memberOf(lock, 'dependencies', dependency);
    return project.path === '' ? versions(asked, entry, name) : [];
  }
  const recorded = memberOf(packages, project.path);
  if (recorded === undefined) return [notThere(project, name)];
  const differences = [
    ...compareSections(asked, nodeSections(recorded), name),
    ...(project.path === ''
      ? await goneMembers(packages, project, files, name)
      : renamed(project, packages, name)),
  ];
  if (differences.length > 0) return differences;
  return versions(asked, (dependency) => entryOf(packages, project.path, dependency), name);
}

const notThere = (project: NodeProject, lockfile: string): Difference => ({
  message: `${lockfile} does not have the workspace member ${project.path}.`,
});

/** A member is linked by its name. */
function renamed(project: NodeProject, packages: unknown, lockfile: string): Difference[] {
  const name = packageName(project);
  if (name === undefined || memberOf(packages, `node_modules/${name}`) !== undefined) return [];
  return [
    {
      message: `${lockfile} does not have ${name}, the name of a workspace member.`,
      near: ['"name"', quote(name)],
    },
  ];
}

/** Members that are recorded and not there; other folders may be made by a build, and asked for by `file:`. */
async function goneMembers(
  packages: unknown,
  project: NodeProject,
  files: RepositoryFiles,
  lockfile: string,
): Promise<Difference[]> {
  const workspace = await nodeWorkspace(project.root, files);
  if (workspace === undefined) return [];
  return Object.keys(tableOf(packages))
    .filter((path) => path !== '' && !/(?:^|\/)node_modules\//u.test(path) && workspace.has(path))
    .filter((path) => !files.hasFolder(inFolder(project.root, path)))
    .map((path) => ({ message: `${lockfile} has the workspace member ${path}, which is not there.` }));
}

/** The entry that Node would find from a folder: the nearest of those around it. */
function entryOf(packages: unknown, path: string, name: string): unknown {
  for (let at = path; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('/')))) {
    const entry = memberOf(packages, `${at}/node_modules/${name}`);
    if (entry !== undefined) return entry;
  }
  return memberOf(packages, `node_modules/${name}`);
}

type FindEntry = (name: string) => unknown;

function missingEntries(asked: NodeSections, entry: FindEntry, lockfile: string): Difference[] {
  return REQUIRED.flatMap((section) =>
    [...asked[section].keys()]
      .filter((name) => entry(name) === undefined)
      .map((name) => ({
        message: `${name} is in ${section}, and ${lockfile} has no version of it.`,
        near: nearOf(section, name),
      })),
  );
}

function wrongVersions(asked: NodeSections, entry: FindEntry, lockfile: string): Difference[] {
  const wrong = REQUIRED.flatMap((section) =>
    [...asked[section]].flatMap(([name, range]) => {
      const version = textOf(memberOf(entry(name), 'version'));
      if (version === undefined || inSimpleRange(range, version, '=') !== false) return [];
      const message = `${name} is in ${section} as ${quote(range)}, and ${lockfile} has version ${version}.`;
      return [{ message, near: nearOf(section, name) }];
    }),
  );
  return [...missingEntries(asked, entry, lockfile), ...wrong];
}
