import { mkdir, rm } from 'node:fs/promises';

import { systemClock } from '../../../core/common/clock.ts';
import type { OnMissing } from '../../../core/remembrancer/release/on-missing.ts';
import { outcomeOfFolder } from '../../../core/remembrancer/release/outcome-of-folder.ts';
// By file, not by the folder's index: the bundle must not carry what the other steps need.
import { sign as signArtifacts } from '../../../core/remembrancer/release/sign.ts';
import { announceMissing } from '../../common/src/announce-missing.ts';
import { evidenceDirectory } from '../../common/src/evidence-directory.ts';
import { operationOf, type OperationInputs } from '../../common/src/operation.ts';
import type { Runner } from '../../common/src/runner.ts';
import type { WorkflowRun } from '../../common/src/workflow-run.ts';
import { subjectsOf, type SubjectInputs } from './subjects-of.ts';
import { sigstoreOfRun, type SigstoreInputs } from '../../common/src/sigstore-of-run.ts';

export interface SignInputs extends OperationInputs, SubjectInputs, SigstoreInputs {
  readonly openpgpKey: string | undefined;
  readonly openpgpPassphrase: string | undefined;
  /** The commit that the files come from; empty for that of the run. */
  readonly commit: string;
  readonly onMissing: OnMissing;
}

/** Hashes and signs the subjects of a record, and leaves the evidence in the folder that the next steps go on with. */
export async function sign(inputs: SignInputs, run: WorkflowRun, runner: Runner): Promise<void> {
  const operation = operationOf(inputs, run);
  const artifacts = await subjectsOf(inputs, run.workspace);
  const { openpgpKey, openpgpPassphrase, onMissing } = inputs;
  const directory = evidenceDirectory(run.temporary, operation);
  // Only this job writes here; what an earlier attempt left is made again.
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { mode: 0o700 });
  const folder = await signArtifacts({
    directory,
    artifacts,
    ...(openpgpKey !== undefined && {
      openpgp: {
        armoredKey: openpgpKey,
        ...(openpgpPassphrase !== undefined && { passphrase: openpgpPassphrase }),
      },
    }),
    sigstore: sigstoreOfRun(inputs, run, inputs.commit || run.commit, runner),
    onMissing,
    clock: systemClock,
  });
  announceMissing(runner, folder.missing, run);
  const outcome = outcomeOfFolder(operation, folder);
  runner.info(outcome.message);
  runner.setOutput('evidence', directory);
  runner.setOutput('outcome', JSON.stringify(outcome));
}
