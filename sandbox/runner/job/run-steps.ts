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
  for (const [index, step] of steps.entries()) {
    if (frame.job.signals.stop.aborted) return;
    const outputs: Record<string, string> = {};
    const outcome = await runStep(step, frame, outputs);
    const conclusion = outcome === 'failure' && allowsFailure(step, frame) ? 'success' : outcome;
    if (conclusion === 'failure') frame.failed = true;
    if (step.id !== undefined) frame.results[step.id] = { outputs, outcome, conclusion };
    frame.reports.push({ name: stepName(step, frame, index), status: 'completed', conclusion });
  }
}

async function runStep(step: StepFile, frame: Frame, outputs: Record<string, string>): Promise<Conclusion> {
  const { log, signals } = frame.job;
  try {
    if (!evaluateCondition(step.condition, frameScope(frame))) return 'skipped';
    log.line(`##[step]${stepName(step, frame, 0)}`);
    const env = evaluateMap(step.env, frameScope(frame));
    const timeout = timeoutSignal(step, frame, env);
    // A step that begins after the job was cancelled wants to run all the same.
    const ends = [signals.stop, ...(signals.cancel.aborted ? [] : [signals.cancel]), ...timeout];
    const run: StepRun = { step, frame, env, outputs, signal: AbortSignal.any(ends) };
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

function stepName(step: StepFile, frame: Frame, index: number): string {
  if (step.name !== undefined) {
    try {
      return evaluateText(step.name, frameScope(frame));
    } catch {
      return `step ${index + 1}`;
    }
  }
  if (step.kind === 'uses') return `Run ${step.uses}`;
  return typeof step.run === 'string' ? `Run ${step.run.split('\n', 1)[0] ?? ''}` : `step ${index + 1}`;
}
