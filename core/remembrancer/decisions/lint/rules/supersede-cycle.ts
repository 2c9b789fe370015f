import { firstClaim } from '../../read/claim-values.ts';
import { relateDecisions } from '../../relations.ts';
import { supersedeCycles } from '../../supersede-cycles.ts';
import type { Rule } from '../rule.ts';

/** Decisions that supersede each other leave none in force. */
export const supersedeCycle: Rule = (decisions) =>
  supersedeCycles(relateDecisions(decisions).relations).flatMap((cycle) =>
    decisions
      .filter(({ path }) => cycle.includes(path))
      .map(({ path, claims }) => ({
        rule: 'supersede-cycle',
        path,
        line: firstClaim(claims, 'supersedes')?.line ?? 1,
        message:
          cycle.length === 1
            ? 'It supersedes itself. Take that out.'
            : `These supersede each other: ${cycle.join(', ')}. Take out the older one's.`,
        severity: 'error' as const,
      })),
  );
