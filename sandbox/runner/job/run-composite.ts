import { VaultMeshError } from '../../../core/common/error.ts';
import { evaluateMap } from '../template/expression.ts';
import type { CompositeRuns } from '../workflow/action-file.ts';
import { frameScope, type Frame } from './frame.ts';
import type { LocatedAction } from './locate-action.ts';
import type { StepRun } from './step-run.ts';

/** Runs the steps of a composite action in a frame of their own. Throws when one of them fails. */
export async function runComposite(
  run: StepRun,
  action: LocatedAction,
  runs: CompositeRuns,
  inputs: Readonly<Record<string, string>>,
): Promise<void> {
  const { job } = run.frame;
  const frame: Frame = {
    job: { ...job, signals: { cancel: run.signal, stop: job.signals.stop } },
    inputs,
    env: { ...run.frame.env, ...run.env },
    action: {
      action_path: action.directory,
      action_repository: action.repository,
      action_ref: action.ref,
    },
    isAction: true,
    results: {},
    // Steps of an action are lines of its step's log, not steps of the job.
    reports: [],
    failed: false,
  };
  await run.runSteps(runs.steps, frame);
  Object.assign(run.outputs, evaluateMap(action.file.outputs, frameScope(frame)));
  run.signal.throwIfAborted();
  if (frame.failed) throw new VaultMeshError('internal', 'A step of the action failed.');
}
