import { readFile, realpath } from 'node:fs/promises';
import { relative, sep } from 'node:path';

import { systemClock, type Clock } from '../../../core/common/clock.ts';
import { VaultMeshError } from '../../../core/common/error.ts';
import { parseMoment } from '../../../core/common/parse-moment.ts';
import { artifactsOfFiles } from '../../../core/remembrancer/evidence/index.ts';
import { parseProof } from '../../../core/remembrancer/proof/index.ts';
import { parseTrustFile, type TrustFile } from '../../../core/remembrancer/trust/index.ts';
import { outcomeOfVerdict, verifyArtifact } from '../../../core/remembrancer/verify/index.ts';
import { parseLayers } from '../../../core/remembrancer/verify/parse-layers.ts';
import { findFiles } from '../../common/src/find-files.ts';
import type { Runner } from '../../common/src/runner.ts';
import type { WorkflowRun } from '../../common/src/workflow-run.ts';
import { outcomeOfFiles, type CheckedFile } from './outcome-of-files.ts';
import { pairWithProofs } from './pair-with-proofs.ts';
import { verdictSummary } from './verdict-summary.ts';

export interface VerifyInputs {
  /** Paths and globs. */
  readonly files: readonly string[];
  /** Paths and globs; empty for the proofs beside the files. */
  readonly proofs: readonly string[];
  readonly trust: string;
  /** Names of layers; empty for the default. */
  readonly require: readonly string[];
  /** RFC 3339 in UTC; empty for the default. */
  readonly at: string;
}

/**
 * Checks every file against its proof. Fails the step unless all of them are valid. Nothing is fetched.
 * Throws `usage` and `not-found` for what cannot be checked at all.
 */
export async function verify(
  inputs: VerifyInputs,
  run: Pick<WorkflowRun, 'workspace'>,
  runner: Runner,
  clock: Clock = systemClock,
): Promise<void> {
  const workspace = await realpath(run.workspace);
  if (inputs.files.length === 0) {
    throw new VaultMeshError('usage', 'The input "files" is empty; name the files to check.');
  }
  const layers = parseLayers(
    inputs.require.flatMap((line) => line.split(',')),
    'the input "require"',
  );
  const options = {
    ...(layers.length > 0 && { require: layers }),
    ...(inputs.at !== '' && { at: parseMoment(inputs.at, 'the input "at"') }),
  };
  const trust = await readTrust(workspace, inputs.trust);
  const files = await findFiles(workspace, inputs.files);
  const pairs = await pairWithProofs(workspace, files, inputs.proofs);

  const checked: CheckedFile[] = [];
  for (const [path, proofPath] of pairs) {
    const [artifact] = await artifactsOfFiles([path]);
    if (artifact === undefined) throw new VaultMeshError('internal', `${path} was not hashed.`);
    const proof = parseProof(await readFile(proofPath, 'utf8'), relative(workspace, proofPath));
    const verdict = await verifyArtifact({ artifact, proof, trust, clock, ...options });
    const file = relative(workspace, path).replaceAll(sep, '/');
    const outcome = outcomeOfVerdict(verdict, file, inputs.trust);
    checked.push({ file, verdict });
    if (verdict.verdict === 'valid') runner.info(outcome.message);
    else runner.fail(`${file} is not verified`, outcome.message);
  }
  const outcome = outcomeOfFiles(checked);
  runner.setOutput('verdict', outcome.result.verdict);
  runner.setOutput('outcome', JSON.stringify(outcome));
  await runner.summarize(verdictSummary(outcome.message, checked));
}

async function readTrust(workspace: string, path: string): Promise<TrustFile> {
  if (path === '') {
    throw new VaultMeshError(
      'usage',
      'The input "trust" is empty; make a trust file with "vaultmesh trust init" and commit it.',
    );
  }
  const [found = '', ...more] = await findFiles(workspace, [path], 'trust');
  if (more.length > 0)
    throw new VaultMeshError('usage', `The input "trust" names more than one file: ${path}.`);
  return parseTrustFile(await readFile(found, 'utf8'), path);
}
