import type { Difference } from '../ecosystem.ts';
import { type NodeSections, type Section, SECTIONS } from './node-sections.ts';

/** How what a manifest asks for differs from what its lockfile (its name) has recorded of it. */
export function compareSections(asked: NodeSections, recorded: NodeSections, lockfile: string): Difference[] {
  return SECTIONS.flatMap((section) => [
    ...[...asked[section]].flatMap(([name, range]) => {
      const known = recorded[section].get(name);
      if (known === range) return [];
      const message =
        known === undefined
          ? `${name} is in ${section}, and ${lockfile} does not have it there.`
          : `${name} is in ${section} as ${quote(range)}, and in ${lockfile} as ${quote(known)}.`;
      return [{ message, near: nearOf(section, name) }];
    }),
    ...[...recorded[section].keys()]
      .filter((name) => !asked[section].has(name))
      .map((name) => ({ message: `${lockfile} has ${name} in ${section}, and the manifest does not.` })),
  ]);
}

export const quote = (text: string): string => `"${text}"`;

/** Where a package stands in a package.json. */
export const nearOf = (section: Section, name: string): string[] => [quote(section), quote(name)];
