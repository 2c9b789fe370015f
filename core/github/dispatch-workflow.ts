import { VaultMeshError } from '../common/error.ts';
import { NO_RETRY } from './find-or-make.ts';
import { fullName, type RepositoryName } from './repository-name.ts';
import { hasStatus } from './status.ts';

export interface WorkflowDispatcher {
  readonly rest: {
    readonly actions: {
      readonly createWorkflowDispatch: (
        parameters: RepositoryName & {
          workflow_id: string;
          ref: string;
          inputs: Record<string, string>;
          request: { retries: number };
        },
      ) => Promise<unknown>;
    };
  };
}

/**
 * Starts a workflow on `branch`; false where the repository has no such workflow. Not repeated when
 * the answer is lost: who calls looks for the run before another attempt. Throws `policy` where it is disabled or does
 * not take these inputs.
 */
export async function dispatchWorkflow(
  client: WorkflowDispatcher,
  repository: RepositoryName,
  workflow: string,
  branch: string,
  inputs: Record<string, string>,
): Promise<boolean> {
  try {
    await client.rest.actions.createWorkflowDispatch({
      ...repository,
      workflow_id: workflow,
      ref: branch,
      inputs,
      ...NO_RETRY,
    });
    return true;
  } catch (error) {
    if (hasStatus(error, 404)) return false;
    const why = hasStatus(error, 422) && error instanceof Error ? refusalOf(error.message) : undefined;
    if (why !== undefined) {
      throw new VaultMeshError('policy', `The workflow ${workflow} of ${fullName(repository)} ${why}`, {
        cause: error,
      });
    }
    throw error;
  }
}

/** What is wrong with the workflow, by GitHub's words for it; of others nothing follows. */
function refusalOf(message: string): string | undefined {
  if (/disabled workflow/i.test(message)) return 'is disabled. Enable it, under Actions.';
  if (!/\binputs?\b|workflow_dispatch/i.test(message)) return undefined;
  return 'does not take what it is given: it is another one, or an older one. Update it.';
}
