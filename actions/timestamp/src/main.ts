import { randomBytes } from 'node:crypto';

import type { OnMissing } from '../../../core/remembrancer/release/on-missing.ts';
import { outcomeOfFolder } from '../../../core/remembrancer/release/outcome-of-folder.ts';
// By file, not by the folder's index: the bundle must not carry what the other steps need.
import { timestamp as timestampSubjects } from '../../../core/remembrancer/release/timestamp.ts';
import { announceMissing } from '../../common/src/announce-missing.ts';
import { evidenceDirectory } from '../../common/src/evidence-directory.ts';
import { operationOf, type OperationInputs } from '../../common/src/operation.ts';
import type { Runner } from '../../common/src/runner.ts';
import type { WorkflowRun } from '../../common/src/workflow-run.ts';

export interface TimestampInputs extends OperationInputs {
  /** Addresses of RFC 3161 authorities. */
  readonly tsa: readonly string[];
  readonly onMissing: OnMissing;
}

/** Gets a timestamp from each authority over each subject that the sign step hashed. */
export async function timestamp(inputs: TimestampInputs, run: WorkflowRun, runner: Runner): Promise<void> {
  const operation = operationOf(inputs, run);
  const directory = evidenceDirectory(run.temporary, operation);
  const folder = await timestampSubjects({
    directory,
    authorities: inputs.tsa,
    onMissing: inputs.onMissing,
    fetch,
    randomBytes,
  });
  announceMissing(
    runner,
    folder.missing.filter(({ layer }) => layer === 'rfc3161'),
    run,
  );
  const outcome = outcomeOfFolder(operation, folder);
  runner.info(outcome.message);
  runner.setOutput('evidence', directory);
  runner.setOutput('outcome', JSON.stringify(outcome));
}
