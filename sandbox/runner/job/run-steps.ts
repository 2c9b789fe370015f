import { asVaultMeshError, VaultMeshError } from '../../../core/common/error.ts';
import type { Conclusion } from '../host.ts';
import { evaluateCondition, evaluateMap, evaluateNumber, evaluateText } from '../template/expression.ts';
import type { StepFile } from '../workflow/step-file.ts';
import { frameScope, type Frame } from './frame.ts';
import { runAction } from './run-action.ts';
import { runScript } from './run-script.ts';
import type { StepRun } from './step-run.ts';

const MS_PER_MINUTE = 60_000;

/** Runs the steps in their order; afterwards the frame tells what came of them. It does not throw. */
export async function runSteps(steps: readonly StepFile[], frame: Frame): Promise<void> {
  const { masker, signals } = frame.job;
  for (const step of steps) {
    if (signals.stop.aborted) return;
    const name = masker.mask(stepName(step, frame));
    const outputs: Record<string, string> = {};
    const outcome = await runStep(step, frame, name, outputs);
    const conclusion = outcome === 'failure' && allowsFailure(step, frame) ? 'success' : outcome;
    if (conclusion === 'failure') frame.failed = true;
    if (step.id !== undefined) frame.results[step.id] = { outputs, outcome, conclusion };
    frame.reports.push({ name, status: 'completed', conclusion });
  }
}

async function runStep(
  step: StepFile,
  frame: Frame,
  name: string,
  outputs: Record<string, string>,
): Promise<Conclusion> {
  const { log, signals } = frame.job;
  try {
    if (!evaluateCondition(step.condition, frameScope(frame))) return 'skipped';
    log.line(`##[step]${name}`);
    const env = evaluateMap(step.env, frameScope(frame));
    const timeout = timeoutSignal(step, frame, env);
    // A step that begins after the job was cancelled wants to run all the same.
    const ends = [signals.stop, ...(signals.cancel.aborted ? [] : [signals.cancel]), ...timeout];
    const signal = AbortSignal.any(ends);
    const run: StepRun = { step, frame, env, outputs, state: new Map(), signal, runSteps };
    try {
      await (step.kind === 'run' ? runScript(run, step) : runAction(run, step));
    } catch (error) {
      if (!timeout.some((signal) => signal.aborted)) throw error;
      throw new VaultMeshError('internal', 'The step has timed out.', { cause: error });
    }
    return 'success';
  } catch (error) {
    if (signals.stop.aborted || signals.cancel.aborted) return 'cancelled';
    log.error(asVaultMeshError(error).message);
    return 'failure';
  }
}

function timeoutSignal(step: StepFile, frame: Frame, env: Readonly<Record<string, string>>): AbortSignal[] {
  if (step.timeoutMinutes === undefined) return [];
  const where = `${step.where}.timeout-minutes`;
  const minutes = evaluateNumber(where, step.timeoutMinutes, frameScope(frame, env));
  return [AbortSignal.timeout(minutes * MS_PER_MINUTE)];
}

function allowsFailure(step: StepFile, frame: Frame): boolean {
  return evaluateCondition(step.continueOnError, frameScope(frame));
}

/** The step's `name`, or what it runs: the first line of a script, as GitHub shows it. */
function stepName(step: StepFile, frame: Frame): string {
  const what = step.name ?? (step.kind === 'run' ? step.run : step.uses);
  const prefix = step.name === undefined ? 'Run ' : '';
  try {
    return prefix + (evaluateText(what, frameScope(frame)).split('\n', 1)[0] ?? '');
  } catch {
    // The step itself will say what is wrong with the expression.
    return `${prefix}${step.where}`;
  }
}
