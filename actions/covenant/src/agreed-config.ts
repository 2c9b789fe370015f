import {
  CONFIG_PATH,
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
 * GitHub, since what is checked out is what somebody proposes. Throws `usage` when it cannot be used.
 */
export async function agreedConfig(
  tree: Tree,
  { ref, defaultBranch }: Pick<WorkflowRun, 'ref' | 'defaultBranch'>,
  remote: Pick<RemoteRepository, 'defaultFile'>,
): Promise<CovenantConfig> {
  const isDefault = defaultBranch !== undefined && ref === `refs/heads/${defaultBranch}`;
  const text = isDefault ? await configIn(tree) : await remote.defaultFile(CONFIG_PATH);
  return parseCovenantConfig(text, RULE_IDS);
}

async function configIn(tree: Tree): Promise<string | undefined> {
  const file = tree.files.find(({ path, kind }) => path === CONFIG_PATH && kind !== 'submodule');
  const [bytes] = file === undefined ? [] : await tree.read([file]);
  return bytes && Buffer.from(bytes).toString();
}
