import { contextOf } from '../../../../../../../core/remembrancer/covenant/context-of.ts';
import type { CovenantContext } from '../../../../../../../core/remembrancer/covenant/covenant-context.ts';
import type { Tree } from '../../../../../../../core/remembrancer/covenant/tree/tree.ts';
import { inputsOf } from '../../../example-inputs.ts';

/** What a rule gets that looks at a tree. */
export const contextOfTree = (tree: Tree): CovenantContext =>
  contextOf({ ...inputsOf({ files: {}, before: {}, says: [] }), tree }, new Set());
