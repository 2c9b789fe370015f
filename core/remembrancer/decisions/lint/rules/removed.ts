import { isSettled } from '../../life/transitions.ts';
import { baseOf } from '../base-of.ts';
import type { Rule } from '../rule.ts';

/** What was decided stays to be read, also when it holds no more. */
export const removed: Rule = (decisions, { base = [] }) => {
  const before = baseOf(base, decisions);
  const kept = new Set(decisions.map((read) => before(read)?.path));
  return base
    .filter(({ path, decision }) => isSettled(decision.status) && !kept.has(path))
    .map(({ path, decision }) => ({
      rule: 'removed',
      path,
      line: 1,
      message: `It was ${decision.status} and is gone. Put the file back; a decision ends by one that supersedes it.`,
      severity: 'error',
    }));
};
