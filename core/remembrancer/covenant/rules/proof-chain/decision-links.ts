import type { CovenantContext } from '../../covenant-context.ts';
import type { RepositoryAnswer, RepositoryRule } from '../../rule.ts';
import { decisionTree, unreadDecisions } from './decisions/decision-tree.ts';
import { foundInDecisions } from './decisions/found-in-decisions.ts';

/** Who reads a decision finds what took its place, and of what it took the place. */
export const decisionLinks: RepositoryRule = {
  id: 'VM-IV-06',
  title: 'What decisions say of each other resolves',
  severity: 'medium',
  level: 'warn',
  since: 1,
  fixable: false,
  kind: 'repository',
  check,
};

async function check({ tree, config }: CovenantContext): Promise<RepositoryAnswer> {
  const decisions = await decisionTree(tree, config.decisions);
  if (decisions.files.size + decisions.unread.length === 0) {
    return { notApplicable: `there is no decision in ${config.decisions}` };
  }
  return [
    ...unreadDecisions(decisions.unread),
    ...foundInDecisions(['open-reference', 'supersede-cycle', 'superseded-status'], decisions),
  ];
}
