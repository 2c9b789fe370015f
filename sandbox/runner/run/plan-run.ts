import { asVaultMeshError } from '../../../core/common/error.ts';
import type { RunnerSettings } from '../job/job-state.ts';
import type { WorkflowCall } from '../job/workflow-call.ts';
import { isTriggered } from '../trigger/is-triggered.ts';
import { object, type TriggerEvent } from '../trigger/trigger-event.ts';
import type { ParsedWorkflow } from '../trigger/workflow-files.ts';
import { dispatchInputs } from '../workflow/dispatch-inputs.ts';
import { DEFAULT_PERMISSIONS } from '../workflow/permissions.ts';
import { readWorkflow } from '../workflow/workflow-file.ts';
import { loadCalls } from './load-calls.ts';
import { runTitle } from './run-title.ts';

interface About {
  /** Of the workflow file. */
  readonly path: string;
  readonly name: string;
  readonly title?: string;
}

export interface PlanWithJobs extends About {
  readonly call: WorkflowCall;
  readonly message: undefined;
}

export interface PlanWithoutJobs extends About {
  readonly call: undefined;
  readonly conclusion: 'failure' | 'skipped';
  /** Why there are none. */
  readonly message: string;
}

export type Plan = PlanWithJobs | PlanWithoutJobs;

/**
 * What to do about a workflow file for an event: run it, show it as skipped when it is not among those `allowed`, or
 * show it as failed with the reason. `undefined` when the file does not ask for the event.
 */
export async function planRun(
  settings: RunnerSettings,
  file: ParsedWorkflow,
  event: TriggerEvent,
  allowed: readonly string[] | undefined,
): Promise<Plan | undefined> {
  const { path } = file;
  const without = (conclusion: 'failure' | 'skipped', message: string): Plan => ({
    ...{ path, name: path, call: undefined },
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
    const { owner, repo, ref, sha } = event;
    const loaded = await loadCalls(settings.host, {
      source: { owner, repo, path, ref, sha },
      file: workflow,
    });
    const dispatched = event.name === 'workflow_dispatch';
    const inputs = dispatched ? dispatchInputs(on, object(event.payload['inputs'])) : {};
    const title = runTitle(settings, { path, workflow, event }, inputs);
    const call = { loaded, inputs, secrets: 'all', permissions: DEFAULT_PERMISSIONS } as const;
    return { path, name: workflow.name, ...title, call, message: undefined };
  } catch (error) {
    return without(chosen ? 'failure' : 'skipped', asVaultMeshError(error).message);
  }
}
