import { systemClock, type Clock } from '../../../core/common/clock.ts';
import { VaultMeshError } from '../../../core/common/error.ts';
import {
  checkCovenant,
  gitTree,
  type Inputs,
  knownPins,
  peerReader,
} from '../../../core/remembrancer/covenant/index.ts';
import {
  annotationsOf,
  covenantBadge,
  covenantSarif,
  covenantSummary,
  moreFindings,
  outcomeOfCovenant,
  worstFirst,
} from '../../../core/remembrancer/covenant/report/index.ts';
import { readPins } from '../../../core/spawn/pins.ts';
import { templatesDirectory } from '../../../core/spawn/templates-directory.ts';
import type { Runner } from '../../common/src/runner.ts';
import type { WorkflowRun } from '../../common/src/workflow-run.ts';
import { agreedConfig } from './agreed-config.ts';
import { findingLine } from './finding-line.ts';
import { outcomeOutput } from './outcome-output.ts';
import { proposedChange } from './proposed-change.ts';
import { readInWorkspace } from './read-in-workspace.ts';
import { remoteRepository, type RemoteRepository } from './remote-repository.ts';
import { repositoryOfWorkspace } from './repository-of-workspace.ts';
import { ledgerAndReleases } from './ledger-and-releases.ts';
import { suggestFixes } from './suggest-fixes.ts';
import { writeInWorkspace } from './write-in-workspace.ts';

export interface CovenantInputs {
  readonly ledgerBranch: string;
  /** Path of a checkpoint; empty for none. */
  readonly witnessed: string;
  readonly peers: boolean;
  /** Empty for none. */
  readonly sarifFile: string;
  /** Empty for none. */
  readonly badgeFile: string;
  readonly suggest: boolean;
  readonly token: string | undefined;
}

/** So many findings are lines of the log; the summary has more. */
const MOST_LINES = 500;

const VERDICTS = {
  held: 'The covenant is held',
  broken: 'The covenant is broken',
  incomplete: 'The covenant cannot be told to be held',
} as const;

/**
 * Holds the commit of the run against the covenant: for a pull request the result of merging it, by the configuration of
 * the default branch. Fails the step unless it is held. Throws `usage` and `not-found` when the checkout does not have
 * what is compared, and what the configuration throws.
 */
export async function covenant(
  inputs: CovenantInputs,
  run: WorkflowRun,
  runner: Runner,
  remote: RemoteRepository = remoteOf(inputs, run),
  clock: Clock = systemClock,
): Promise<void> {
  if (run.eventName === 'pull_request_target') {
    throw new VaultMeshError(
      'usage',
      'This run is for the base of the pull request, not for what it would merge; start the workflow "on: pull_request".',
    );
  }
  const place = await repositoryOfWorkspace(run);
  const tree = await gitTree(place, run.commit);
  const change = await proposedChange(place, run);
  const config = await agreedConfig(tree, run, remote);
  const { ledger, releases } = await ledgerAndReleases(remote, inputs.ledgerBranch, runner);
  try {
    const given: Inputs = {
      ...{ tree, config, clock },
      pins: knownPins(readPins(templatesDirectory())),
      ...(change && { change }),
      ...(ledger !== undefined && { ledger }),
      ...(releases && { releases }),
      ...(inputs.witnessed !== '' && {
        witnessed: await readInWorkspace(run.workspace, inputs.witnessed, 'witnessed'),
      }),
      ...(inputs.peers && { peers: peerReader(fetch) }),
    };
    const result = await checkCovenant(given);
    await report(result, inputs, run, runner);
    if (inputs.suggest) await suggestFixes(result, { place, tree }, run, remote, runner);
  } finally {
    if (typeof ledger === 'object') await ledger.close();
  }
}

async function report(
  result: Awaited<ReturnType<typeof checkCovenant>>,
  { sarifFile, badgeFile }: CovenantInputs,
  { workspace }: WorkflowRun,
  runner: Runner,
): Promise<void> {
  const outcome = outcomeOfCovenant(result);
  const findings = worstFirst(result.findings);
  for (const finding of findings.slice(0, MOST_LINES)) runner.info(findingLine(finding));
  if (findings.length > MOST_LINES) runner.info(moreFindings(findings.length - MOST_LINES));
  for (const annotation of annotationsOf(result)) runner.annotate(annotation);
  runner.setOutput('verdict', result.verdict);
  runner.setOutput('outcome', outcomeOutput(outcome));
  await runner.summarize(covenantSummary(result));
  if (sarifFile !== '') {
    await writeInWorkspace(workspace, sarifFile, 'sarif-file', covenantSarif(result));
    runner.setOutput('sarif', sarifFile);
  }
  if (badgeFile !== '') await writeInWorkspace(workspace, badgeFile, 'badge-file', covenantBadge(result));
  if (result.verdict === 'held') runner.info(outcome.message);
  else runner.fail(VERDICTS[result.verdict], outcome.message);
}

function remoteOf({ token }: CovenantInputs, run: WorkflowRun): RemoteRepository {
  if (token !== undefined) return remoteRepository(run, token);
  throw new VaultMeshError(
    'usage',
    'The input "token" is empty; leave it at its default, and give the job "permissions: contents: read".',
  );
}
