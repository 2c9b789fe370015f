import type { Decision } from '../../decision.ts';
import { decisionName } from '../../decision-id.ts';
import { seriesInFileName } from '../../text/file-name.ts';
import type { Rule } from '../rule.ts';

/** Two branches took the same number. */
export const duplicateNumber: Rule = (decisions) =>
  decisions.flatMap(({ path, decision }) => {
    const { number } = decision;
    if (number === undefined) return [];
    const others = decisions.filter((other) => other.path !== path && isSameNumber(other.decision, decision));
    if (others.length === 0) return [];
    const message =
      `${decisionName(number)} is claimed by ${others.map((other) => other.path).join(', ')} too. ` +
      'Give each an id and name it by its slug; the number follows from the log.';
    return [{ rule: 'duplicate-number', path, line: 1, message, severity: 'error' }];
  });

const isSameNumber = (a: Decision, b: Decision): boolean =>
  a.number === b.number && seriesInFileName(a.slug) === seriesInFileName(b.slug);
