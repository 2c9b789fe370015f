import type { Difference } from '../ecosystem.ts';
import { inFolder } from '../paths.ts';
import type { RepositoryFiles } from '../repository-files.ts';
import { compareSections, quote } from './compare-sections.ts';
import { packageName, type NodeProject } from './node-project.ts';
import { type NodeSections, nodeSections } from './node-sections.ts';
import type { YarnLock } from './yarn-entries.ts';

/** How a manifest differs from what the yarn.lock of Yarn 2 and later has of its workspace. */
export function berryDifferences(project: NodeProject, lock: YarnLock, files: RepositoryFiles): Difference[] {
  const recorded = lock.workspaces.get(project.path || '.');
  const name = packageName(project);
  if (recorded === undefined) {
    return [{ message: `yarn.lock does not have the workspace ${project.path || '.'}.` }];
  }
  const gone = [...(project.path === '' ? lock.workspaces.keys() : [])]
    .filter((path) => path !== '.' && !files.hasFolder(inFolder(project.root, path)))
    .map((path) => ({ message: `yarn.lock has the workspace member ${path}, which is not there.` }));
  const renamed =
    name === undefined || name === recorded.name
      ? []
      : [
          {
            message: `The package is called ${name}, and in yarn.lock ${recorded.name}.`,
            near: ['"name"', quote(name)],
          },
        ];
  const asked = merged(nodeSections(project.source));
  return [...compareSections(asked, recordedSections(asked, recorded), 'yarn.lock'), ...renamed, ...gone];
}

type Ranges = ReadonlyMap<string, string>;

/** What Yarn keeps of each dependency: one range, that for development first; `npm:` goes without saying. */
function merged({
  dependencies,
  devDependencies,
  optionalDependencies,
  peerDependencies,
}: NodeSections): NodeSections {
  const all = new Map([...dependencies, ...optionalDependencies, ...devDependencies].map(plain));
  return sectionsWith(
    all,
    { devDependencies, optionalDependencies },
    new Map([...peerDependencies].map(plain)),
  );
}

/** yarn.lock has no sections but two: what it has is put where the manifest has it. */
const recordedSections = (
  asked: NodeSections,
  recorded: { readonly dependencies: Ranges; readonly peerDependencies: Ranges },
): NodeSections =>
  sectionsWith(
    new Map([...recorded.dependencies].map(plain)),
    asked,
    new Map([...recorded.peerDependencies].map(plain)),
  );

function sectionsWith(
  all: Ranges,
  { devDependencies, optionalDependencies }: Pick<NodeSections, 'devDependencies' | 'optionalDependencies'>,
  peerDependencies: Ranges,
): NodeSections {
  const entries = [...all];
  const isOptional = (name: string): boolean => optionalDependencies.has(name) && !devDependencies.has(name);
  return {
    dependencies: new Map(entries.filter(([name]) => !devDependencies.has(name) && !isOptional(name))),
    devDependencies: new Map(entries.filter(([name]) => devDependencies.has(name))),
    optionalDependencies: new Map(entries.filter(([name]) => isOptional(name))),
    peerDependencies,
  };
}

/** The same range, whichever way the versions of Yarn write it: `npm:` stands also before another package's name. */
const plain = ([name, range]: readonly [string, string]): readonly [string, string] => [
  name,
  range.startsWith('npm:') && !range.includes('@') ? range.slice(4) : range,
];
