import { VaultMeshError } from '../../../core/common/error.ts';
import type { RecordDescription } from '../../../core/remembrancer/release/index.ts';
import { tagOfOperation, type RecordKind } from '../../common/src/operation.ts';
import type { WorkflowRun } from '../../common/src/workflow-run.ts';

/** What the workflow says about a record; texts are empty when it does not. */
export interface RecordInputs {
  readonly kind: RecordKind;
  readonly component: string;
  readonly version: string;
  readonly commit: string;
  readonly context: Readonly<Record<'what' | 'why' | 'how' | 'value', string>>;
}

/** The tag that a record is about: that of the run or, in a run for a branch, of the operation `release:<tag>`. */
export function tagOf(operation: string, run: Pick<WorkflowRun, 'tag'>): string | undefined {
  return run.tag ?? tagOfOperation(operation);
}

/** The record as its receipt will describe it. Throws `usage` when there is no version. */
export function describeRecord(inputs: RecordInputs, operation: string, run: WorkflowRun): RecordDescription {
  const tag = tagOf(operation, run);
  const version = inputs.version || tag?.replace(/^v(?=\d)/, '');
  if (version === undefined) {
    throw new VaultMeshError('usage', `The record of ${operation} has no version; give the input "version".`);
  }
  const repository = `${run.serverUrl}/${run.owner}/${run.repository}`;
  const context = Object.fromEntries(Object.entries(inputs.context).filter(([, text]) => text !== ''));
  return {
    id: operation,
    kind: inputs.kind,
    component: inputs.component || run.repository,
    version,
    source: {
      repository,
      commit: inputs.commit || run.commit,
      ref: tag === undefined ? run.ref : `refs/tags/${tag}`,
      run: `${repository}/actions/runs/${run.runId}/attempts/${run.attempt}`,
    },
    ...(Object.keys(context).length > 0 && { context }),
  };
}
