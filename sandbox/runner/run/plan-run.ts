import { asVaultMeshError } from '../../../core/common/error.ts';
import { isTriggered } from '../trigger/is-triggered.ts';
import { object, type TriggerEvent } from '../trigger/trigger-event.ts';
import type { ParsedWorkflow } from '../trigger/workflow-files.ts';
import { dispatchInputs } from '../workflow/dispatch-inputs.ts';
import { readWorkflow } from '../workflow/workflow-file.ts';

/** What to do about a workflow file for an event. */
export type Plan = { readonly path: string; readonly name: string } & (
  | {
      readonly workflow: ReturnType<typeof readWorkflow>;
      readonly inputs: ReturnType<typeof dispatchInputs>;
      readonly message: undefined;
    }
  | { readonly workflow: undefined; readonly conclusion: 'failure' | 'skipped'; readonly message: string }
);

/**
 * What to do about a workflow file for an event: run it, show it as skipped when it is not among those `allowed`, or
 * show it as failed with the reason. `undefined` when the file does not ask for the event.
 */
export function planRun(
  file: ParsedWorkflow,
  event: TriggerEvent,
  allowed: readonly string[] | undefined,
): Plan | undefined {
  const { path } = file;
  const without = (conclusion: 'failure' | 'skipped', message: string): Plan => ({
    ...{ path, name: path, workflow: undefined },
    conclusion,
    message,
  });
  const chosen = allowed?.includes(path) ?? true;
  try {
    if ('error' in file) {
      // A file that cannot be read tells nothing of its triggers; GitHub shows it as failed when it is pushed.
      const asked = event.name === 'push' || event.payload['workflow'] === path;
      return chosen && asked ? without('failure', file.error.message) : undefined;
    }
    const on = file.template.get('on');
    if (!isTriggered(path, on, event)) return undefined;
    if (!chosen) return without('skipped', 'not run by this sandbox');
    if (event.problem !== undefined) return without('failure', event.problem);
    const workflow = readWorkflow(path, file.template);
    const dispatched = event.name === 'workflow_dispatch';
    const inputs = dispatched ? dispatchInputs(on, object(event.payload['inputs'])) : {};
    return { path, name: workflow.name, workflow, inputs, message: undefined };
  } catch (error) {
    return without(chosen ? 'failure' : 'skipped', asVaultMeshError(error).message);
  }
}
