import { memberOf, textMembers } from '../../../../manifests/values.ts';

/** The members of a package.json that ask for packages. */
export const SECTIONS = [
  'dependencies',
  'devDependencies',
  'optionalDependencies',
  'peerDependencies',
] as const;

export type Section = (typeof SECTIONS)[number];

/** By section the names of packages with the ranges that are asked for. */
export type NodeSections = Readonly<Record<Section, ReadonlyMap<string, string>>>;

/** The sections of a manifest, or of its copy in a lockfile. What is optional is not in `dependencies` too, as npm has it. */
export function nodeSections(source: unknown): NodeSections {
  const of = (section: Section): Map<string, string> => textMembers(memberOf(source, section));
  const optionalDependencies = of('optionalDependencies');
  return {
    dependencies: without(of('dependencies'), optionalDependencies),
    devDependencies: of('devDependencies'),
    optionalDependencies,
    peerDependencies: of('peerDependencies'),
  };
}

/** The entries of `all` whose names are not in `others`. */
export const without = (
  all: ReadonlyMap<string, string>,
  ...others: readonly ReadonlyMap<string, unknown>[]
): Map<string, string> => new Map([...all].filter(([name]) => others.every((other) => !other.has(name))));
