import { listOf, memberOf, tableOf, textOf, textsOf } from '../../../../manifests/values.ts';
import { CannotTell } from '../cannot-tell.ts';
import type { Difference } from '../ecosystem.ts';
import { inFolder } from '../paths.ts';
import type { RepositoryFiles } from '../repository-files.ts';
import type { PythonProject } from './python-project.ts';
import { normalExtras, normalName, normalSpecifier, type Requirement, requirementOf } from './requirement.ts';

/** Where a package comes from when its source is in this repository. */
const LOCAL = ['virtual', 'editable', 'directory'];

/** Groups that may include each other, each of which is put together anew. */
const MOST_GROUPS = 100;

/** How a pyproject.toml differs from what uv.lock has recorded of it. */
export async function uvDifferences(
  { source, root, path }: PythonProject,
  lockfile: string,
  files: RepositoryFiles,
): Promise<Difference[]> {
  const project = memberOf(source, 'project');
  // The root of a workspace may be no project itself.
  if (project === undefined) return [];
  const manifest = inFolder(inFolder(root, path), 'pyproject.toml');
  const dynamic = textsOf(memberOf(project, 'dynamic'));
  if (dynamic.some((field) => field.endsWith('dependencies'))) {
    throw new CannotTell(manifest, `${manifest} has its dependencies made by its build`);
  }
  if (Object.keys(tableOf(memberOf(source, 'dependency-groups'))).length > MOST_GROUPS)
    throw new CannotTell(manifest, `${manifest} has more than ${MOST_GROUPS} groups of dependencies`);
  const recorded = (await files.once(localPackages, lockfile)).get(path || '.');
  if (recorded === undefined) return [{ message: `uv.lock does not have the project ${path || '.'}.` }];
  const metadata = memberOf(recorded, 'metadata');
  return [
    ...headDifferences(project, recorded),
    ...compare(projectRequirements(project), lockRequirements(memberOf(metadata, 'requires-dist')), ''),
    ...groupDifferences(source, memberOf(metadata, 'requires-dev')),
  ];
}

/** The packages of a uv.lock whose source is in this repository, by their folder. */
async function localPackages(lockfile: string, files: RepositoryFiles): Promise<Map<unknown, unknown>> {
  const packages = listOf(memberOf(await files.toml(lockfile), 'package'));
  // Of two in one folder the first counts.
  return new Map(
    packages
      .flatMap((each) => LOCAL.map((kind) => [memberOf(each, 'source', kind), each] as const))
      .reverse(),
  );
}

function headDifferences(project: unknown, recorded: unknown): Difference[] {
  const name = normalName(textOf(memberOf(project, 'name')) ?? '');
  const lockedName = textOf(memberOf(recorded, 'name')) ?? '';
  if (name !== lockedName) {
    return [
      {
        message: `The project is called ${name}, and in uv.lock ${lockedName}.`,
        near: ['[project]', 'name'],
      },
    ];
  }
  const version = textOf(memberOf(project, 'version'));
  const locked = textOf(memberOf(recorded, 'version'));
  if (version === undefined || locked === undefined || version === locked || !isPlain(version)) return [];
  return [
    {
      message: `The project has version ${version}, and in uv.lock ${locked}.`,
      near: ['[project]', 'version'],
    },
  ];
}

/** Whether a version is written as uv would write it. */
const isPlain = (version: string): boolean => /^(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*))*$/u.test(version);

/** What is asked for, with the extra of the project that asks it. */
interface Asked extends Requirement {
  readonly extra: string;
}

function projectRequirements(project: unknown): Asked[] {
  const optional = Object.entries(tableOf(memberOf(project, 'optional-dependencies')));
  return [
    ...parsedList(memberOf(project, 'dependencies'), ''),
    ...optional.flatMap(([extra, list]) => parsedList(list, normalName(extra))),
  ];
}

const parsedList = (list: unknown, extra: string): Asked[] =>
  textsOf(list).flatMap((text) => {
    const requirement = requirementOf(text);
    return requirement === undefined ? [] : [{ ...requirement, extra }];
  });

const lockRequirements = (list: unknown): Asked[] =>
  listOf(list).map((entry) => {
    const isElsewhere = ['url', 'git', 'path', ...LOCAL].some((key) => memberOf(entry, key) !== undefined);
    const marker = textOf(memberOf(entry, 'marker')) ?? '';
    return {
      name: normalName(textOf(memberOf(entry, 'name')) ?? ''),
      extras: normalExtras(textsOf(memberOf(entry, 'extras'))),
      extra: normalName(/\bextra == '([^']*)'/u.exec(marker)?.[1] ?? ''),
      ...(!isElsewhere && { specifier: normalSpecifier(textOf(memberOf(entry, 'specifier')) ?? '') }),
    };
  });

function groupDifferences(source: unknown, recorded: unknown): Difference[] {
  const groups = Map.groupBy(Object.entries(tableOf(memberOf(source, 'dependency-groups'))), ([name]) =>
    normalName(name),
  );
  const names = new Set([...groups.keys(), ...Object.keys(tableOf(recorded)), 'dev']);
  const development = memberOf(source, 'tool', 'uv', 'dev-dependencies');
  return [...names].flatMap((name) => {
    const asked = [
      ...groupRequirements(groups, name, new Set()),
      ...(name === 'dev' ? parsedList(development, '') : []),
    ];
    return compare(asked, lockRequirements(memberOf(recorded, name)), ` of group ${name}`);
  });
}

/** A group with those that it includes. */
function groupRequirements(
  groups: ReadonlyMap<string, readonly (readonly [string, unknown])[]>,
  name: string,
  seen: Set<string>,
): Asked[] {
  if (seen.has(name)) return [];
  seen.add(name);
  return (groups.get(name) ?? []).flatMap(([, list]) => [
    ...parsedList(list, ''),
    ...listOf(list).flatMap((item) => {
      const included = textOf(memberOf(item, 'include-group'));
      return included === undefined ? [] : groupRequirements(groups, normalName(included), seen);
    }),
  ]);
}

/** By name and extra: each way in which one side asks for it has to be there on the other. */
function compare(asked: readonly Asked[], recorded: readonly Asked[], whose: string): Difference[] {
  const before = grouped(asked);
  const after = grouped(recorded);
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
    const wanted = before.get(key) ?? [];
    const known = after.get(key) ?? [];
    const [name = ''] = key.split(' ');
    if (known.length === 0)
      return [{ message: `${name} is asked for, and uv.lock does not have it${whose}.`, near: [name] }];
    if (wanted.length === 0) return [{ message: `uv.lock has ${name}${whose}, which is not asked for.` }];
    // One by an address, in the repository or elsewhere, has no specifier.
    if (known.some(({ specifier }) => specifier === undefined)) return [];
    // Groups that are included by several bring the same requirement several times; uv writes it once.
    const [is, was] = [wanted, known].map((list) => [...new Set(list.map(textOfAsked))].sort().join(' and '));
    return is === was
      ? []
      : [
          {
            message: `${name}${whose} is asked for as ${is ?? ''}, and in uv.lock as ${was ?? ''}.`,
            near: [name],
          },
        ];
  });
}

const textOfAsked = ({ name, extras, specifier }: Asked): string =>
  `"${name}${extras.length > 0 ? `[${extras.join(',')}]` : ''}${specifier ?? ' @'}"`;

const grouped = (all: readonly Asked[]): Map<string, Asked[]> =>
  Map.groupBy(all, ({ name, extra }) => `${name} ${extra}`);
