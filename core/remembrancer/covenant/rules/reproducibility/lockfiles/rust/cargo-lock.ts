import { listOf, memberOf, textOf, textsOf } from '../../../../manifests/values.ts';
import type { Difference } from '../ecosystem.ts';
import type { RepositoryFiles } from '../repository-files.ts';
import { inSimpleRange } from '../simple-range.ts';
import { type CargoDependency, cargoDependencies, type CargoProject } from './cargo-project.ts';

/** How a Cargo.toml differs from what Cargo.lock has of its package. */
export async function cargoDifferences(
  project: CargoProject,
  path: string,
  files: RepositoryFiles,
): Promise<Difference[]> {
  const name = textOf(memberOf(project.source, 'package', 'name'));
  // The root of a workspace may be no package itself.
  if (name === undefined) return [];
  const packages = await files.once(packagesByName, path);
  const own = (packages.get(name) ?? []).filter((each) => memberOf(each, 'source') === undefined);
  const version = versionOf(project);
  const recorded = own.find((each) => memberOf(each, 'version') === version);
  if (own.length === 0) {
    // What only stands in a folder of the workspace is not built by it; of what a member asks for, the member tells.
    if (!project.isNamed) return [];
    return [{ message: `Cargo.lock does not have the package ${name}.`, near: ['[package]', 'name'] }];
  }
  if (recorded === undefined) {
    const was = textOf(memberOf(own[0], 'version')) ?? '';
    return [
      {
        message: `${name} has version ${version}, and in Cargo.lock ${was}.`,
        near: ['[package]', 'version'],
      },
    ];
  }
  return dependencyDifferences(
    name,
    cargoDependencies(project),
    textsOf(memberOf(recorded, 'dependencies')),
    packages,
  );
}

type PackagesByName = ReadonlyMap<unknown, readonly unknown[]>;

async function packagesByName(path: string, files: RepositoryFiles): Promise<PackagesByName> {
  const lock = await files.toml(path);
  const packages = [...listOf(memberOf(lock, 'package')), memberOf(lock, 'root')];
  return Map.groupBy(packages, (each) => memberOf(each, 'name'));
}

function versionOf({ source, rootSource }: CargoProject): string {
  const own = memberOf(source, 'package', 'version');
  const isInherited = memberOf(own, 'workspace') === true;
  return textOf(isInherited ? memberOf(rootSource, 'workspace', 'package', 'version') : own) ?? '0.0.0';
}

function dependencyDifferences(
  owner: string,
  asked: readonly CargoDependency[],
  recorded: readonly string[],
  packages: PackagesByName,
): Difference[] {
  // `name`, or `name version` and `name version (source)` where several have the name.
  const locked = recorded.map((text) => text.split(' '));
  const byName = Map.groupBy(locked, ([name = '']) => name);
  const wanted = new Set(asked.map(({ name }) => name));
  const missing = asked
    .filter(({ name }) => name !== owner && !byName.has(name))
    .map(({ name, key }) => ({
      message: `${name} is asked for, and Cargo.lock does not have it of ${owner}.`,
      near: ['dependencies', key],
    }));
  const gone = [...byName.keys()]
    .filter((name) => !wanted.has(name))
    .map((name) => ({ message: `Cargo.lock has ${name} of ${owner}, which is not asked for.` }));
  const wrong = asked.flatMap(({ name, key, range }) => {
    const entries = byName.get(name) ?? [];
    const [entry] = entries;
    const same = packages.get(name) ?? [];
    const version = entry?.[1] ?? (same.length === 1 ? textOf(memberOf(same[0], 'version')) : undefined);
    if (entries.length !== 1 || range === undefined || version === undefined) return [];
    if (inSimpleRange(range, version, '^') !== false) return [];
    const message = `${name} is asked for as "${range}", and Cargo.lock has version ${version}.`;
    return [{ message, near: ['dependencies', key] }];
  });
  return [...missing, ...gone, ...wrong];
}
