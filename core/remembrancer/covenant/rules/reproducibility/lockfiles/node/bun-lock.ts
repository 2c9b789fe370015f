import { memberOf, tableOf, textOf } from '../../../../manifests/values.ts';
import type { Difference } from '../ecosystem.ts';
import { inFolder, nameOf } from '../paths.ts';
import { parsedJson } from '../parsed.ts';
import { MOST_BYTES, type RepositoryFiles } from '../repository-files.ts';
import { compareSections, quote } from './compare-sections.ts';
import { packageName, type NodeProject } from './node-project.ts';
import { nodeSections } from './node-sections.ts';

/** How a manifest differs from bun.lock, which has a copy of the sections of each. */
export async function bunDifferences(
  project: NodeProject,
  path: string,
  files: RepositoryFiles,
): Promise<Difference[]> {
  const lock = await files.made(path, MOST_BYTES.json, ({ text }) =>
    parsedJson(path, withoutTrailingCommas(text)),
  );
  const workspaces = memberOf(lock, 'workspaces');
  const recorded = memberOf(workspaces, project.path);
  const name = nameOf(path);
  if (recorded === undefined)
    return [{ message: `${name} does not have the workspace member ${project.path}.` }];
  const gone = Object.keys(project.path === '' ? tableOf(workspaces) : {})
    .filter((member) => member !== '' && !files.hasFolder(inFolder(project.root, member)))
    .map((member) => ({ message: `${name} has the workspace member ${member}, which is not there.` }));
  return [
    ...compareSections(nodeSections(project.source), nodeSections(recorded), name),
    ...renamed(project, recorded, name),
    ...gone,
  ];
}

function renamed(project: NodeProject, recorded: unknown, lockfile: string): Difference[] {
  const is = packageName(project);
  const was = textOf(memberOf(recorded, 'name'));
  if (project.path === '' || is === undefined || was === undefined || is === was) return [];
  return [
    { message: `The package is called ${is}, and in ${lockfile} ${was}.`, near: ['"name"', quote(is)] },
  ];
}

/** JSON as Bun writes it, as JSON: texts stay as they are, a comma before a closing bracket goes. */
const withoutTrailingCommas = (text: string): string =>
  text.replace(/"(?:[^"\\]|\\.)*"?|,(?=\s*[}\]])/gu, (found) => (found === ',' ? '' : found));
