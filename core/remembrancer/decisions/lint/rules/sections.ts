import { isWritten } from '../../is-written.ts';
import { MADR_HEADINGS } from '../../madr-headings.ts';
import type { Rule } from '../rule.ts';

const REQUIRED = ['context', 'outcome'] as const;

/** A decision says why and what: without them there is nothing to find later. */
export const sections: Rule = (decisions) =>
  decisions.flatMap(({ path, decision }) =>
    REQUIRED.filter((role) => !isWritten(decision, role)).map((role) => ({
      rule: 'sections',
      path,
      line: decision.sections[0]?.line ?? 1,
      message: `There is no text below "${MADR_HEADINGS[role]}". Write it below \`## ${MADR_HEADINGS[role]}\`.`,
      severity: 'warning' as const,
    })),
  );
