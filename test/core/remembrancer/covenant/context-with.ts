import { contextOf } from '../../../../core/remembrancer/covenant/context-of.ts';
import type { CovenantContext, Inputs } from '../../../../core/remembrancer/covenant/covenant-context.ts';
import { memoryTree } from '../../../../core/remembrancer/covenant/tree/memory-tree.ts';
import { inputsOf, RULE_IDS } from './example-inputs.ts';

/** What a rule may look at: an empty tree and no pins, but for `inputs`. */
export function contextWith(inputs: Partial<Inputs>): CovenantContext {
  const all = { ...inputsOf({ files: {}, before: {}, says: [] }), tree: memoryTree({}), ...inputs };
  return contextOf(all, RULE_IDS);
}
