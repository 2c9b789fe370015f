import type { KnownAction } from '../actions/known-action.ts';
import { processEnv } from './process-env.ts';
import { runProcess } from './run-process.ts';
import type { StepRun } from './step-run.ts';
import { VaultMeshError } from '../../../core/common/error.ts';

/** Runs an action that this sandbox has an implementation of. */
export async function runKnownAction(
  run: StepRun,
  action: KnownAction,
  inputs: Readonly<Record<string, string>>,
): Promise<void> {
  const { job } = run.frame;
  await action.run({
    inputs,
    job,
    setOutput: (name, value) => {
      run.outputs[name] = value;
    },
    exec: async (command, args, options = {}) => {
      const lines: string[] = [];
      const env = processEnv(job, job.contexts.github, { ...run.frame.env, ...run.env });
      const code = await runProcess({
        command,
        args,
        cwd: options.cwd ?? job.folder.workspace,
        env: { ...env, ...options.env },
        signal: run.signal,
        onLine: (line, stream) => {
          if (stream === 'stdout') lines.push(line);
          else job.log.line(line);
        },
      });
      if (code === 0) return lines.join('\n');
      throw new VaultMeshError('internal', `${command} ${args[0] ?? ''} failed: ${lines.join(' ')}`.trim());
    },
  });
}
