import type { Section } from '../decision.ts';
import { MADR_HEADINGS } from '../madr-headings.ts';
import { hasRole } from '../section-by-role.ts';

const RENAMED = ['context', 'options', 'outcome'] as const;

/** The sections under the names that MADR 4 has for them, with the title alone in the first heading. */
export function withMadrHeadings(title: string, sections: readonly Section[]): Section[] {
  const isTitle = ({ level, heading }: Section) => level === 1 && heading !== '';
  const renamed = new Map<Section | undefined, string>([
    [sections.find(isTitle), title],
    ...RENAMED.map(
      (role) =>
        [
          sections.find(({ level, heading }) => level === 2 && hasRole(heading, role)),
          MADR_HEADINGS[role],
        ] as const,
    ),
  ]);
  const named = sections.map((section) => ({ ...section, heading: renamed.get(section) ?? section.heading }));
  if (sections.some(isTitle)) return named;
  const [first, ...rest] = named;
  return first?.level === 0
    ? [{ ...first, heading: title, level: 1 }, ...rest]
    : [{ heading: title, level: 1, line: 1, text: '' }, ...named];
}
