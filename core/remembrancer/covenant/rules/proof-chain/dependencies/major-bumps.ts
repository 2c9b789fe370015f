import { cargoToml } from './cargo-toml.ts';
import type { Declared, ManifestReader } from './declared.ts';
import { goMod } from './go-mod.ts';
import { packageJson } from './package-json.ts';
import { pyprojectToml } from './pyproject-toml.ts';
import { significantVersion } from './significant-version.ts';

const READERS: ReadonlyMap<string, ManifestReader> = new Map([
  ['package.json', packageJson],
  ['Cargo.toml', cargoToml],
  ['go.mod', goMod],
  ['pyproject.toml', pyprojectToml],
]);

/** A dependency of which another version is wanted, that need not do what the one before did. */
export interface MajorBump {
  readonly name: string;
  /** `4`, or `0.3`. */
  readonly from: string;
  readonly to: string;
  /** Where it stands in the manifest after the change. */
  readonly at: number;
}

const readerOf = (path: string): ManifestReader | undefined =>
  READERS.get(path.slice(path.lastIndexOf('/') + 1));

/** Whether the file at this path is a manifest whose dependencies are compared. */
export const isManifest = (path: string): boolean => readerOf(path) !== undefined;

/**
 * The dependencies of a manifest whose major version is another, by their place; in 0.x the minor version counts.
 * `undefined` where one of the two texts cannot be understood.
 */
export function majorBumps(path: string, before: string, after: string): MajorBump[] | undefined {
  const read = readerOf(path);
  const [left, right] = [read?.(before), read?.(after)];
  if (!left || !right) return undefined;
  const was = versionsOf(left);
  return [...versionsOf(right)]
    .flatMap(([name, { version: to, at }]): MajorBump[] => {
      const from = was.get(name)?.version;
      return from === undefined || from === to ? [] : [{ name, from, to, at }];
    })
    .sort((a, b) => a.at - b.at);
}

/** Of a dependency that is declared more than once, the first that names a version. */
function versionsOf(declared: readonly Declared[]): Map<string, { version: string; at: number }> {
  const versions = new Map<string, { version: string; at: number }>();
  for (const { name, version, at } of declared) {
    const significant = significantVersion(version);
    if (significant !== undefined && !versions.has(name)) versions.set(name, { version: significant, at });
  }
  return versions;
}
