import { randomBytes } from 'node:crypto';

import { systemClock } from '../../../core/common/clock.ts';
import { exitCode, type Outcome } from '../../../core/common/outcome.ts';
import { parseMoment } from '../../../core/common/parse-moment.ts';
import { parseSignerKey, parseVerifierKey, signersOf } from '../../../core/remembrancer/ledger/index.ts';
import {
  backfill as backfillLedger,
  outcomeOfBackfill,
  parseLimit,
  type BackfillOutcome,
} from '../../../core/remembrancer/release/backfill/index.ts';
import { explainGitHubError } from '../../common/src/explain-github-error.ts';
import { findFiles } from '../../common/src/find-files.ts';
import { repositoryOfRun, type Repository } from '../../common/src/repository-of-run.ts';
import type { Runner } from '../../common/src/runner.ts';
import { sigstoreOfRun, type SigstoreInputs } from '../../common/src/sigstore-of-run.ts';
import type { WorkflowRun } from '../../common/src/workflow-run.ts';
import { backfillSummary } from './backfill-summary.ts';
import { contentFinder } from './content-of.ts';
import { releasesOf } from './releases.ts';
import { type UpdatedRelease, updateReleases } from './update-releases.ts';

export interface BackfillInputs extends SigstoreInputs {
  readonly logKey: string;
  readonly token: string;
  readonly ledgerBranch: string;
  /** Addresses of RFC 3161 authorities. */
  readonly tsa: readonly string[];
  readonly openpgpKey: string | undefined;
  readonly openpgpPassphrase: string | undefined;
  /** Paths and globs of artifacts that lack an OpenPGP signature and are no assets of a release. */
  readonly files: readonly string[];
  readonly limit: string;
  /** A date, or empty. */
  readonly renewBefore: string;
  readonly dryRun: boolean;
  readonly upload: boolean;
}

/** What a run did, to the ledger and to releases. */
export interface BackfillResult extends BackfillOutcome {
  readonly releases: readonly UpdatedRelease[];
}

/**
 * Gets the evidence that records were made without, appends it to the ledger, and brings their releases up to date. The
 * step fails when something is still owed that was tried; what was got stands.
 */
export async function backfill(
  inputs: BackfillInputs,
  run: WorkflowRun,
  runner: Runner,
  { store, client }: Repository = repositoryOfRun(inputs, run),
): Promise<void> {
  const { owner, repository } = run;
  const { openpgpKey: armoredKey, openpgpPassphrase: passphrase, dryRun, renewBefore } = inputs;
  const signer = parseSignerKey(inputs.logKey);
  const releases = releasesOf(client, run);
  const paths = inputs.files.length > 0 ? await findFiles(run.workspace, inputs.files) : [];
  const sigstore = sigstoreOfRun(inputs, run, run.commit, runner);
  const options = {
    store,
    signer,
    authorities: inputs.tsa,
    ...(!('reason' in sigstore) && { sigstore }),
    ...(armoredKey !== undefined && {
      openpgp: { armoredKey, ...(passphrase !== undefined && { passphrase }) },
    }),
    contentOf: await contentFinder(paths, releases),
    limit: parseLimit(inputs.limit, 'the input "limit"'),
    ...(renewBefore !== '' && { renewBefore: parseMoment(renewBefore, 'the input "renew-before"') }),
    dryRun,
    clock: systemClock,
    random: Math.random,
    randomBytes,
    fetch,
    onProgress: (done: number, total: number) => {
      runner.info(`${done} of ${total} records`);
    },
  };
  try {
    const { result, ...outcome } = outcomeOfBackfill(await backfillLedger(options));
    const verifiers = signersOf(signer).map(({ verifierKey }) => parseVerifierKey(verifierKey));
    const updated = inputs.upload && !dryRun ? await updateReleases({ store, verifiers, releases }) : [];
    await tell(runner, { ...outcome, ...(result && { result: { ...result, releases: updated } }) });
  } catch (error) {
    throw explainGitHubError(error, `The ledger or a release of ${owner}/${repository} lacks something`);
  }
}

async function tell(runner: Runner, outcome: Outcome<BackfillResult>): Promise<void> {
  const { result, message } = outcome;
  runner.setOutput('outcome', JSON.stringify(outcome));
  if (result !== undefined) {
    runner.setOutput('supplied', String(result.supplied.length));
    runner.setOutput('open', String(result.open.length));
    await runner.summarize(backfillSummary(message, result));
  }
  if (exitCode(outcome) === 0) runner.info(message);
  else runner.fail('VaultMesh backfill', message);
}
