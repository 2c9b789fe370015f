import type { Decision } from './decision.ts';

export type SectionRole = 'context' | 'options' | 'outcome' | 'consequences';

/** The names that the dialects give to the parts of a decision. */
const NAMES: Readonly<Record<SectionRole, RegExp>> = {
  context: /^(?:context(?: and problem(?: statement)?)?|problem(?: statement)?|why|background|motivation)$/i,
  options: /^(?:considered options|options(?: considered)?|alternatives(?: considered)?)$/i,
  outcome: /^(?:decision(?: outcome)?|how|solution|outcome)$/i,
  consequences: /^(?:(?:positive |negative )?consequences|impact|implications)$/i,
};

/** Whether a heading has one of the names of a part. */
export const hasRole = (heading: string, role: SectionRole): boolean =>
  NAMES[role].test(
    withoutComment(heading)
      .replace(/[^\p{L} ]+/gu, '')
      .trim(),
  );

/** By the places of its ends: a pattern would look for the end of a comment from every beginning anew. */
function withoutComment(heading: string): string {
  const [start, end] = [heading.indexOf('<!--'), heading.lastIndexOf('-->')];
  return start < 0 || end < start + '<!--'.length
    ? heading
    : heading.slice(0, start) + heading.slice(end + '-->'.length);
}

/** The text of a part, with what stands deeper below its heading; `undefined` if the decision has none. */
export function textByRole({ sections }: Decision, role: SectionRole): string | undefined {
  const start = sections.findIndex(({ level, heading }) => level > 1 && hasRole(heading, role));
  const first = sections[start];
  if (!first) return undefined;
  const rest = sections.slice(start + 1);
  const end = rest.findIndex(({ level }) => level <= first.level);
  const deeper = rest.slice(0, end < 0 ? undefined : end);
  return [
    first.text,
    ...deeper.map(({ level, heading, text }) => `${'#'.repeat(level)} ${heading}\n\n${text}`),
  ]
    .join('\n\n')
    .trim();
}
