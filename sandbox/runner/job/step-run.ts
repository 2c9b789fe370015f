import { delimiter } from 'node:path';
import { VaultMeshError } from '../../../core/common/error.ts';
import type { StepFile } from '../workflow/step-file.ts';
import { createCommandFiles, type StepEffects } from './command-files.ts';
import type { Frame } from './frame.ts';
import { processEnv } from './process-env.ts';
import { runProcess } from './run-process.ts';
import { StepOutput } from './step-output.ts';

/** One step while it runs. */
export interface StepRun {
  readonly step: StepFile;
  readonly frame: Frame;
  /** The step's own variables. */
  readonly env: Readonly<Record<string, string>>;
  /** Filled while it runs, so that a step that fails keeps what it had set. */
  readonly outputs: Record<string, string>;
  /** What an action keeps for its `post` program; filled as the outputs are. */
  readonly state: Map<string, string>;
  readonly signal: AbortSignal;
  /** Runs the steps of an action that the step uses. */
  readonly runSteps: (steps: readonly StepFile[], frame: Frame) => Promise<void>;
}

export interface StepProgram {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** Beside the environment that every step has. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Runs a program with the runner's protocol and applies what it wrote to the command files, whatever its exit
 * code. Throws when the exit code is not 0.
 */
export async function runProgram(run: StepRun, program: StepProgram): Promise<void> {
  const { frame, signal } = run;
  const { job } = frame;
  const files = await createCommandFiles(job.folder.files);
  const github = { ...job.contexts.github, ...frame.action };
  const output = new StepOutput(job.log, job.masker);
  const code = await runProcess({
    command: program.command,
    args: program.args,
    cwd: program.cwd,
    env: { ...processEnv(job, github, { ...frame.env, ...run.env }), ...program.env, ...files.env },
    signal,
    onLine: (line) => {
      output.line(line);
    },
  });
  applyEffects(run, await files.read());
  if (code === undefined) throw new VaultMeshError('internal', 'The process was ended by a signal.');
  if (code !== 0) throw new VaultMeshError('internal', `Process completed with exit code ${code}.`);
}

function applyEffects({ frame, outputs, state }: StepRun, effects: StepEffects): void {
  const { job } = frame;
  for (const [name, value] of effects.outputs) outputs[name] = value;
  for (const [name, value] of effects.state) state.set(name, value);
  for (const [name, value] of effects.env) job.env[name] = value;
  for (const folder of effects.path) job.path.unshift(...folder.split(delimiter));
  if (effects.summary !== '') job.summaries.push(job.masker.mask(effects.summary));
}
