import { type SectionRole, textByRole } from '../../section-by-role.ts';
import type { Rule } from '../rule.ts';

const REQUIRED: readonly (readonly [SectionRole, string])[] = [
  ['context', 'Context and Problem Statement'],
  ['outcome', 'Decision Outcome'],
];

/** A decision says why and what: without them there is nothing to find later. */
export const sections: Rule = (decisions) =>
  decisions.flatMap(({ path, decision }) =>
    REQUIRED.filter(([role]) => !hasText(textByRole(decision, role))).map(([, heading]) => ({
      rule: 'sections',
      path,
      line: decision.sections[0]?.line ?? 1,
      message: `There is no text below "${heading}". Write it below \`## ${heading}\`.`,
      severity: 'warning' as const,
    })),
  );

/** Whether anything is left without comments and headings, such as of a draft that was not filled in. */
const hasText = (text = ''): boolean => /^(?!#{1,6}\s).*\S/m.test(withoutComments(text));

function withoutComments(text: string): string {
  const [first = '', ...rest] = text.split('<!--');
  return rest.reduce((shown, part) => {
    const end = part.indexOf('-->');
    return end < 0 ? shown : shown + part.slice(end + '-->'.length);
  }, first);
}
