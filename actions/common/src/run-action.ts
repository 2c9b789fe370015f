import { asVaultMeshError } from '../../../core/common/error.ts';
import { failed } from '../../../core/common/outcome.ts';
import type { Runner } from './runner.ts';
import { readWorkflowRun, type WorkflowRun } from './workflow-run.ts';

/** Runs the work of one Action. A failure becomes an annotation, the `outcome` output and a failed step. */
export async function runAction(
  title: string,
  runner: Runner,
  work: (run: WorkflowRun) => Promise<void>,
): Promise<void> {
  try {
    await work(await readWorkflowRun(process.env));
  } catch (cause) {
    const error = asVaultMeshError(cause);
    runner.setOutput('outcome', JSON.stringify(failed(error)));
    runner.fail(title, error.message);
  }
}
