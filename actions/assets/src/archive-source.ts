import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { VaultMeshError } from '../../../core/common/error.ts';
import { isCommitId } from '../../../core/common/is-commit-id.ts';
import type { WorkflowRun } from '../../common/src/workflow-run.ts';

const run = promisify(execFile);
const TIMEOUT_MS = 120_000;

/**
 * Archives a commit of the clone in the workspace and returns the name of the file, `my-service-1.2.0.tar`. It is not compressed, so
 * that `git archive` gives the same bytes anywhere.
 *
 * Throws `usage` for what is no commit, and `not-found` where the workspace has it not.
 */
export async function archiveSource(
  { workspace }: Pick<WorkflowRun, 'workspace'>,
  folder: string,
  { component, version, commit }: { component: string; version: string; commit: string },
): Promise<string> {
  if (!isCommitId(commit)) {
    throw new VaultMeshError('usage', `The input "commit" is "${commit}"; give the full id of a commit.`);
  }
  const stem = `${component}-${version}`.replaceAll(/[^\w.+-]+/gu, '-');
  const output = `--output=${join(folder, `${stem}.tar`)}`;
  try {
    // By default tar.umask is 0002; what somebody set on this machine would make other bytes.
    const set = ['-c', 'tar.umask=0002', '-c', 'core.autocrlf=false'];
    await run('git', [...set, 'archive', '--format=tar', `--prefix=${stem}/`, output, commit], {
      cwd: workspace,
      timeout: TIMEOUT_MS,
    });
  } catch (cause) {
    throw new VaultMeshError(
      'not-found',
      `The workspace has no clone with ${commit} to archive; check it out by actions/checkout before.`,
      { cause },
    );
  }
  return `${stem}.tar`;
}
