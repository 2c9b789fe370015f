import { VaultMeshError } from '../../../core/common/error.ts';
import { knownActions } from '../actions/known-actions.ts';
import { evaluateMap } from '../template/expression.ts';
import type { UsesStep } from '../workflow/step-file.ts';
import { frameScope } from './frame.ts';
import { locateAction } from './locate-action.ts';
import { runComposite } from './run-composite.ts';
import { runKnownAction } from './run-known-action.ts';
import { runNodeAction } from './run-node-action.ts';
import type { StepRun } from './step-run.ts';

/** Runs a `uses` step. Throws `usage` naming an action or input that this sandbox does not know. */
export async function runAction(run: StepRun, step: UsesStep): Promise<void> {
  const { frame } = run;
  const given = evaluateMap(step.with, frameScope(frame, run.env));
  const known = knownActions[step.uses.split('@', 1)[0] ?? ''];
  if (known !== undefined) {
    const declared = new Map(Object.entries(known.inputs));
    await runKnownAction(run, known, inputsOf(step, declared, given));
    return;
  }
  const action = await locateAction(frame.job, step);
  const defaults = evaluateMap(action.file.inputs, frameScope(frame, run.env));
  const inputs = inputsOf(step, new Map(Object.entries(defaults)), given);
  if (action.file.runs.using === 'composite') await runComposite(run, action, action.file.runs, inputs);
  else await runNodeAction(run, action, action.file.runs, inputs);
}

/** Every declared input with the value given or its default; names do not tell capitals from small letters. */
function inputsOf(
  step: UsesStep,
  declared: ReadonlyMap<string, string>,
  given: Readonly<Record<string, string>>,
): Record<string, string> {
  const inputs = Object.fromEntries([...declared].map(([name, value]) => [name.toLowerCase(), value]));
  for (const [name, value] of Object.entries(given)) {
    const key = name.toLowerCase();
    if (!Object.hasOwn(inputs, key)) {
      throw new VaultMeshError(
        'usage',
        `${step.where}: the input "${name}" of ${step.uses} is not known to this sandbox.`,
      );
    }
    inputs[key] = value;
  }
  return inputs;
}
