import type { CovenantConfig } from '../../../config/covenant-config.ts';
import type { ProposedChange } from '../../../covenant-context.ts';
import type { Found } from '../../../found.ts';
import type { Tree } from '../../../tree/tree.ts';
import { type DecisionTree, decisionTree, unreadDecisions } from './decision-tree.ts';

/** The decisions before and after a change. */
export interface DecisionChange {
  readonly before: DecisionTree;
  readonly after: DecisionTree;
  /** What could not be read of either. */
  readonly unread: readonly Found[];
}

export async function decisionChange(
  tree: Tree,
  { base }: ProposedChange,
  { decisions: folder }: CovenantConfig,
): Promise<DecisionChange> {
  const before = await decisionTree(base, folder);
  const after = await decisionTree(tree, folder);
  const gone = before.unread.filter((path) => !after.unread.includes(path));
  return { before, after, unread: unreadDecisions([...after.unread, ...gone]) };
}
