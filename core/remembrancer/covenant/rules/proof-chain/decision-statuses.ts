import type { CovenantContext } from '../../covenant-context.ts';
import type { RepositoryAnswer, RepositoryRule } from '../../rule.ts';
import { decisionChange } from './decisions/decision-change.ts';
import { foundInDecisions } from './decisions/found-in-decisions.ts';
import { NO_CHANGE } from './no-change.ts';

/** A decision becomes only what it can become: what was accepted is not a draft again. */
export const decisionStatuses: RepositoryRule = {
  id: 'VM-IV-05',
  title: 'Decisions change their status only as they may',
  severity: 'high',
  level: 'enforce',
  since: 1,
  fixable: false,
  kind: 'repository',
  check,
};

async function check({ tree, change, config }: CovenantContext): Promise<RepositoryAnswer> {
  if (!change) return NO_CHANGE;
  const { before, after, unread } = await decisionChange(tree, change, config);
  return [...unread, ...foundInDecisions(['transition'], after, before)];
}
