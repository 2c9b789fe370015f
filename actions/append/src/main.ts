import { randomBytes } from 'node:crypto';

import { systemClock } from '../../../core/common/clock.ts';
import { readFolder } from '../../../core/remembrancer/evidence/index.ts';
import { parseSignerKey } from '../../../core/remembrancer/ledger/index.ts';
// By file, not by the folder's index: the bundle must not carry what the other steps need.
import { append as appendRecord } from '../../../core/remembrancer/release/append.ts';
import type { CheckpointTimestamp } from '../../../core/remembrancer/release/timestamp-checkpoint.ts';
import { sentenceOfTimestamp } from '../../../core/remembrancer/release/told-timestamp.ts';
import { outcomeOfRecord } from '../../../core/remembrancer/release/outcome-of-record.ts';
import { evidenceDirectory } from '../../common/src/evidence-directory.ts';
import { findFiles } from '../../common/src/find-files.ts';
import { operationOf, type OperationInputs } from '../../common/src/operation.ts';
import { repositoryOfRun, type Repository } from '../../common/src/repository-of-run.ts';
import type { Runner } from '../../common/src/runner.ts';
import type { WorkflowRun } from '../../common/src/workflow-run.ts';
import { describeRecord, tagOf, type RecordInputs } from './describe-record.ts';
import { explainGitHubError } from '../../common/src/explain-github-error.ts';
import { jobSummary } from './job-summary.ts';
import { layerRows } from './layer-rows.ts';
import { linkDecisions } from './link-decisions.ts';
import { madeAssets } from './made-assets.ts';
import { attachAssets } from './release-assets.ts';
import { releaseFiles } from './release-files.ts';
import { releaseLookup, type ReleaseLookup } from './release-lookup.ts';
import { openProofFolder, writeProofs } from './write-proofs.ts';

export interface AppendInputs extends OperationInputs, RecordInputs {
  readonly logKey: string;
  readonly token: string;
  /** Paths and globs of the files that were signed, to attach them to the release. */
  readonly files: readonly string[];
  readonly ledgerBranch: string;
  /** Addresses of RFC 3161 authorities, for a token over the checkpoint. */
  readonly tsa: readonly string[];
  readonly upload: boolean;
  readonly publish: boolean;
}

/** Where the record goes. */
export interface Destination extends Repository {
  /** Told of the release along with the commits. */
  readonly lookup?: ReleaseLookup | undefined;
}

/**
 * Appends the record to the ledger branch, writes its proofs into the workspace and attaches everything to the release
 * of the tag. Whatever an earlier run did already is found and not done again.
 */
export async function append(
  inputs: AppendInputs,
  run: WorkflowRun,
  runner: Runner,
  { store, client, lookup }: Destination = destinationOf(inputs, run),
): Promise<void> {
  const { owner, repository } = run;
  const operation = operationOf(inputs, run);
  const description = describeRecord(inputs, operation, run);
  const signer = parseSignerKey(inputs.logKey);
  const directory = evidenceDirectory(run.temporary, operation);
  const tag = releaseTag(inputs, operation, run);
  // Before anything is written: a file that is not the signed one stops the record.
  const files =
    tag !== undefined && inputs.upload
      ? await releaseFiles(
          await findFiles(run.workspace, inputs.files),
          (await readFolder(directory)).subjects,
        )
      : [];

  await openProofFolder(run.workspace);
  const goal = `The ledger of ${owner}/${repository} was not written`;
  const { record, untold } = await said(goal, () =>
    linkDecisions(description, { store, signer, client, run }),
  );
  const result = await said(goal, () =>
    appendRecord({
      directory,
      store,
      signer,
      record,
      authorities: inputs.tsa,
      clock: systemClock,
      random: Math.random,
      randomBytes,
      fetch,
    }),
  );
  const { receipt, proofs } = await writeProofs(run.workspace, result);
  runner.setOutput('index', String(result.index));
  runner.setOutput('size', String(result.size));
  runner.setOutput('root', result.root);
  runner.setOutput('receipt', receipt);
  runner.setOutput('proof', proofs.join('\n'));
  const outcome = outcomeOfRecord(result);
  runner.setOutput('outcome', JSON.stringify(outcome));
  runner.setOutput('checkpoint-timestamp', result.checkpointTimestamp.status);
  runner.info(outcome.message);
  if (untold !== undefined && !result.alreadyRecorded) {
    runner.warning('The deployment is linked to no decisions', untold);
  }
  announceCheckpointTimestamp(runner, result.checkpointTimestamp);

  const made = madeAssets(result.receipt, result.assets);
  const release =
    tag === undefined
      ? undefined
      : await said(`The record stands on the ledger, and the release ${tag} lacks something`, () =>
          attachAssets(client, inputs.upload ? [...files, ...made] : [], {
            owner,
            repository,
            tag,
            commit: inputs.commit || run.commit,
            // Unless the last commit was just now, somebody may have made the release since.
            releaseId: result.checkpointTimestamp.status === 'added' ? lookup?.releaseId() : undefined,
            publish: inputs.publish,
          }),
        );
  await runner.summarize(
    jobSummary({
      ...result,
      kind: record.kind,
      component: record.component,
      version: record.version,
      ledgerUrl: `${run.serverUrl}/${owner}/${repository}/tree/${inputs.ledgerBranch}`,
      subjects: result.receipt.subjects,
      layers: layerRows(result.receipt, result),
      ...(release && { release }),
    }),
  );
}

function announceCheckpointTimestamp(runner: Runner, timestamp: CheckpointTimestamp): void {
  if (timestamp.status !== 'missing' || timestamp.reason === 'not-configured') return;
  runner.warning('The checkpoint is not time-stamped', sentenceOfTimestamp(timestamp));
}

/** The tag of the release that gets the files or is published. */
function releaseTag(
  { kind, upload, publish }: AppendInputs,
  operation: string,
  run: WorkflowRun,
): string | undefined {
  return kind === 'release' && (upload || publish) ? tagOf(operation, run) : undefined;
}

/** The repository of the run, which tells of the release along with the commits. */
function destinationOf(inputs: AppendInputs, run: WorkflowRun): Destination {
  const tag = releaseTag(inputs, operationOf(inputs, run), run);
  const lookup = tag === undefined ? undefined : releaseLookup(tag);
  return { ...repositoryOfRun(inputs, run, lookup), lookup };
}

/** Runs `work`; a refusal of GitHub is told with `goal` and what to change. */
async function said<Result>(goal: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw explainGitHubError(error, goal);
  }
}
