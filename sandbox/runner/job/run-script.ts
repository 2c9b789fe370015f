import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { VaultMeshError } from '../../../core/common/error.ts';
import { evaluateText } from '../template/expression.ts';
import type { RunStep } from '../workflow/step-file.ts';
import { frameScope } from './frame.ts';
import { runProgram, type StepRun } from './step-run.ts';

/** Command lines of GitHub's runner; the script's path comes last. `bash` named is stricter than bash by default. */
const SHELLS: Readonly<Record<string, readonly [string, ...string[]]>> = {
  default: ['bash', '-e'],
  bash: ['bash', '--noprofile', '--norc', '-eo', 'pipefail'],
  sh: ['sh', '-e'],
};

/** Runs a `run` step. Throws when its shell is not known or its script fails. */
export async function runScript(run: StepRun, step: RunStep): Promise<void> {
  const { frame } = run;
  const { job } = frame;
  const scope = frameScope(frame, run.env);
  const shell = step.shell ?? (frame.isAction ? undefined : (job.file.defaults.shell ?? 'default'));
  if (shell === undefined) throw new VaultMeshError('usage', `${step.where} has to name its shell.`);
  const [command, ...args] = SHELLS[shell] ?? [];
  if (command === undefined) {
    throw new VaultMeshError('usage', `${step.where}: the shell "${shell}" is not known to this sandbox.`);
  }
  const folder = step.workingDirectory ?? (frame.isAction ? undefined : job.file.defaults.workingDirectory);
  const script = join(job.folder.files, `${randomUUID()}.sh`);
  await writeFile(script, evaluateText(step.run, scope));
  await runProgram(run, {
    command,
    args: [...args, script],
    cwd: resolve(job.folder.workspace, evaluateText(folder, scope)),
    env: {},
  });
}
