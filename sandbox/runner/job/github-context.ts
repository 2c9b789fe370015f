import { join } from 'node:path';
import type { Json } from '../../../core/common/canonical-json.ts';
import { object, shortRef, text } from '../trigger/trigger-event.ts';
import type { JobFolder } from './job-folder.ts';
import type { RunInfo, RunnerSettings } from './job-state.ts';

/** The `github` context of a run, and with a job's folders and token, of a job. */
export function githubContext(
  settings: RunnerSettings,
  run: RunInfo,
  job?: { readonly id: string; readonly folder: JobFolder; readonly token: string },
): Record<string, Json> {
  const { event } = run;
  const repository = object(event.payload['repository']);
  const fullName = `${event.owner}/${event.repo}`;
  return {
    actor: event.actor,
    actor_id: text(object(event.payload['sender'])['id']),
    api_url: settings.host.apiUrl,
    base_ref: event.baseRef,
    event: event.payload,
    event_name: event.name,
    graphql_url: settings.host.graphqlUrl,
    head_ref: event.headRef,
    ref: event.ref,
    ref_name: shortRef(event.ref),
    ref_protected: false,
    ref_type: event.ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    repository: fullName,
    repository_id: text(repository['id']),
    repository_owner: event.owner,
    repository_owner_id: text(object(repository['owner'])['id']),
    retention_days: '90',
    run_attempt: '1',
    run_id: String(run.id),
    run_number: String(run.number),
    server_url: settings.host.url,
    sha: event.sha,
    triggering_actor: event.actor,
    workflow: run.workflow.name,
    workflow_ref: `${fullName}/${run.path}@${event.ref}`,
    workflow_sha: event.sha,
    ...(job === undefined
      ? {}
      : {
          event_path: join(job.folder.files, 'event.json'),
          job: job.id,
          token: job.token,
          workspace: job.folder.workspace,
        }),
  };
}
