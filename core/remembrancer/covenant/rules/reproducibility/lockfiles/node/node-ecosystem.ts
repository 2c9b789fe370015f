import { counted } from '../../../../../../common/counted.ts';
import { memberOf, textOf } from '../../../../manifests/values.ts';
import type { Difference, Ecosystem, Lockfile } from '../ecosystem.ts';
import { inFolder } from '../paths.ts';
import { placeOf } from '../place-of.ts';
import type { RepositoryFiles } from '../repository-files.ts';
import { bunDifferences } from './bun-lock.ts';
import { quote } from './compare-sections.ts';
import { nodeProject, type NodeProject, nodeWorkspace } from './node-project.ts';
import { nodeSections, SECTIONS } from './node-sections.ts';
import { packageLockDifferences } from './package-lock.ts';
import { pnpmDifferences } from './pnpm-lock.ts';
import { yarnDifferences } from './yarn-lock.ts';

type Differences = (project: NodeProject, path: string, files: RepositoryFiles) => Promise<Difference[]>;

/** By the name of the lockfile, what brings it in step and what compares it; bun.lockb is binary, Deno's records more. */
const LOCKFILES: Readonly<Record<string, { readonly update: string; readonly differences?: Differences }>> = {
  'npm-shrinkwrap.json': { update: 'npm install', differences: packageLockDifferences },
  'package-lock.json': { update: 'npm install', differences: packageLockDifferences },
  'pnpm-lock.yaml': { update: 'pnpm install', differences: pnpmDifferences },
  'yarn.lock': { update: 'yarn install', differences: yarnDifferences },
  'bun.lock': { update: 'bun install', differences: bunDifferences },
  'bun.lockb': { update: 'bun install' },
  'deno.lock': { update: 'deno install' },
};

/** package.json with the lockfiles of npm, pnpm, Yarn, Bun and Deno, beside it or at the root of its workspace. */
export const nodeEcosystem: Ecosystem = {
  isManifest: (name) => name === 'package.json',
  look: async (manifest, files) => {
    const project = await nodeProject(manifest, files);
    const sections = nodeSections(project.source);
    const installed = SECTIONS.filter((section) => section !== 'peerDependencies');
    // A name with `{{` is filled in by a generator: what it makes is locked, not the template.
    const isTemplate = /\{\{|<%/.test(textOf(memberOf(project.source, 'name')) ?? '');
    const count = isTemplate ? 0 : installed.reduce((sum, section) => sum + sections[section].size, 0);
    const first = installed.find((section) => sections[section].size > 0);
    const range = first && placeOf(manifest.text, [quote(first)]);
    const toLock = await whatToLock(project, count, files);
    return {
      ...(toLock !== undefined && { toLock }),
      ...(range && { range }),
      lockfiles: lockfilesOf(project, files),
      remedy: `Run \`npm install\` (or pnpm, yarn, bun) in ${project.root || 'the root of the repository'} and commit the lockfile.`,
    };
  },
};

/** A workspace is told of once, at its root. */
async function whatToLock(
  { root, path }: NodeProject,
  count: number,
  files: RepositoryFiles,
): Promise<string | undefined> {
  if (path !== '' && files.has(inFolder(root, 'package.json'))) return undefined;
  if (count > 0) return counted(count, 'dependency', 'dependencies');
  const isWorkspace = (await nodeWorkspace(root, files)) !== undefined;
  return path === '' && isWorkspace ? 'the packages of a workspace' : undefined;
}

function lockfilesOf(project: NodeProject, files: RepositoryFiles): Lockfile[] {
  return Object.entries(LOCKFILES).flatMap(([name, { update, differences }]) => {
    const path = inFolder(project.root, name);
    if (!files.has(path)) return [];
    return [{ path, update, ...(differences && { differences: () => differences(project, path, files) }) }];
  });
}
