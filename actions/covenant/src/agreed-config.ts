import {
  CONFIG_PATH,
  configIn,
  type CovenantConfig,
  parseCovenantConfig,
  RULES,
  type Tree,
} from '../../../core/remembrancer/covenant/index.ts';
import type { WorkflowRun } from '../../common/src/workflow-run.ts';
import type { RemoteRepository } from './remote-repository.ts';

const RULE_IDS: ReadonlySet<string> = new Set(RULES.map(({ id }) => id));

/**
 * The configuration of the default branch. A run for that branch has it in its tree; for any other it is asked of
 * GitHub, since what is checked out is what somebody proposes. Throws `usage` when it cannot be used, and `incomplete` when
 * the checkout does not have it.
 */
export async function agreedConfig(
  tree: Tree,
  { ref, defaultBranch }: Pick<WorkflowRun, 'ref' | 'defaultBranch'>,
  remote: Pick<RemoteRepository, 'defaultFile'>,
): Promise<CovenantConfig> {
  const isDefault = defaultBranch !== undefined && ref === `refs/heads/${defaultBranch}`;
  if (isDefault) return configIn(tree, RULE_IDS);
  return parseCovenantConfig(await remote.defaultFile(CONFIG_PATH), RULE_IDS);
}
