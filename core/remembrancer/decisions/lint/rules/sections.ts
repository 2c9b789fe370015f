import { isWritten } from '../../is-written.ts';
import type { SectionRole } from '../../section-by-role.ts';
import type { Rule } from '../rule.ts';

const REQUIRED: readonly (readonly [SectionRole, string])[] = [
  ['context', 'Context and Problem Statement'],
  ['outcome', 'Decision Outcome'],
];

/** A decision says why and what: without them there is nothing to find later. */
export const sections: Rule = (decisions) =>
  decisions.flatMap(({ path, decision }) =>
    REQUIRED.filter(([role]) => !isWritten(decision, role)).map(([, heading]) => ({
      rule: 'sections',
      path,
      line: decision.sections[0]?.line ?? 1,
      message: `There is no text below "${heading}". Write it below \`## ${heading}\`.`,
      severity: 'warning' as const,
    })),
  );
