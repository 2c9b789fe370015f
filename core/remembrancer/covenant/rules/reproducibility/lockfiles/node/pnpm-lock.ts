import type { Difference } from '../ecosystem.ts';
import { CannotTell } from '../cannot-tell.ts';
import { nameOf } from '../paths.ts';
import { MOST_BYTES, type RepositoryFiles } from '../repository-files.ts';
import { compareSections } from './compare-sections.ts';
import type { NodeProject } from './node-project.ts';
import { type NodeSections, nodeSections, SECTIONS, without } from './node-sections.ts';
import { pnpmImporters, type PnpmLock } from './pnpm-importers.ts';

const NONE: NodeSections = nodeSections({});

/** How a manifest differs from what pnpm-lock.yaml has of its importer. */
export async function pnpmDifferences(
  project: NodeProject,
  path: string,
  files: RepositoryFiles,
): Promise<Difference[]> {
  const lock = await files.made(path, MOST_BYTES.lines, pnpmImporters);
  if (lock === undefined) return [];
  if (lock.isRewritten)
    throw new CannotTell(path, `${path} was made with a .pnpmfile.cjs, which may change what manifests ask`);
  const asked = effective(nodeSections(project.source), lock);
  const importer = lock.importers.get(project.path || '.');
  const isEmpty = SECTIONS.every((section) => asked[section].size === 0);
  const name = nameOf(path);
  if (importer === undefined && !isEmpty) {
    return [{ message: `${name} does not have the importer ${project.path || '.'}.` }];
  }
  return compareSections(asked, overridden(importer ?? NONE, asked, lock), name);
}

/** What pnpm takes of a manifest: one section for each name, and peers as dependencies where it installs them. */
function effective(sections: NodeSections, { installsPeers }: PnpmLock): NodeSections {
  const { dependencies, devDependencies, optionalDependencies, peerDependencies } = sections;
  const peers = without(peerDependencies, dependencies, devDependencies, optionalDependencies);
  return {
    dependencies: new Map([...dependencies, ...(installsPeers ? peers : [])]),
    devDependencies: without(devDependencies, dependencies, optionalDependencies),
    optionalDependencies,
    peerDependencies: new Map(),
  };
}

/** What is overridden is recorded as it was overridden, which is as good as what the manifest asks. */
function overridden(recorded: NodeSections, asked: NodeSections, { overrides }: PnpmLock): NodeSections {
  const mend = (section: keyof NodeSections): Map<string, string> =>
    new Map(
      [...recorded[section]].map(([name, range]) => [
        name,
        overrides.has(name) ? (asked[section].get(name) ?? range) : range,
      ]),
    );
  return {
    dependencies: mend('dependencies'),
    devDependencies: mend('devDependencies'),
    optionalDependencies: mend('optionalDependencies'),
    peerDependencies: new Map(),
  };
}
