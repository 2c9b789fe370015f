import type { JobResult, RunInfo, RunnerSettings } from '../job/job-state.ts';
import { grantedSecrets, type SecretGrant, type WorkflowCall } from '../job/workflow-call.ts';
import { evaluateMap, type Scope } from '../template/expression.ts';
import type { CallFile } from '../workflow/call-file.ts';
import { callInputs } from '../workflow/call-inputs.ts';

interface CallRequest {
  readonly settings: RunnerSettings;
  readonly run: RunInfo;
  /** The workflow that has the job which calls. */
  readonly call: WorkflowCall;
  readonly file: CallFile;
  readonly scope: Scope;
}

/** The workflow that a job calls, with the inputs and secrets that it is given. Throws `usage` for an unfit input. */
export function callOf({ settings, run, call, file, scope }: CallRequest): WorkflowCall {
  const loaded = call.loaded.calls.get(file.id);
  if (loaded?.file.call === undefined) throw new Error(`The workflow of "${file.id}" was not loaded.`);
  const { owner, repo } = run.event;
  const outside = grantedSecrets(settings.host, call.secrets, { owner, repo });
  // Secrets are inherited within an organisation only.
  const isOwn = loaded.source.owner.toLowerCase() === owner.toLowerCase();
  const named = (): SecretGrant => ({
    named:
      file.secrets === 'inherit'
        ? {}
        : evaluateMap(file.secrets, { ...scope, contexts: { ...scope.contexts, secrets: outside } }),
    environment: isOwn && (call.secrets === 'all' || call.secrets.environment),
  });
  return {
    loaded,
    inputs: callInputs(file.where, loaded.file.call.inputs, file.with, scope),
    secrets: file.secrets === 'inherit' && isOwn ? call.secrets : named(),
    permissions: file.permissions ?? call.loaded.file.permissions ?? call.permissions,
  };
}

/** What a called workflow gives to the job that calls it: the values under `on.workflow_call.outputs`. */
export function callOutputs(
  { loaded }: WorkflowCall,
  { contexts, status }: Scope,
  results: Readonly<Record<string, JobResult>>,
): Record<string, string> {
  const jobs = Object.fromEntries(Object.entries(results).map(([id, job]) => [id, { ...job }]));
  return evaluateMap(loaded.file.call?.outputs ?? new Map(), { contexts: { ...contexts, jobs }, status });
}
