import type { Services } from '../../../../../sandbox/services/index.ts';
import type { WorkflowRunSource } from '../../../../../core/remembrancer/evidence/index.ts';

/** A run of a release workflow. */
export const RUN: WorkflowRunSource = {
  serverUrl: 'https://github.com',
  repository: 'acme/app',
  commit: 'a'.repeat(40),
  ref: 'refs/tags/v1.0.0',
  workflowRef: 'acme/app/.github/workflows/release.yml@refs/tags/v1.0.0',
  eventName: 'push',
  runId: '11',
  attempt: '1',
};

/** The identity token of that run, or of one with other claims. */
export const tokenOf = (services: Services, claims: Readonly<Record<string, string>> = {}): Promise<string> =>
  services.oidc.issueToken(
    {
      sub: `repo:${RUN.repository}:ref:${RUN.ref}`,
      repository: RUN.repository,
      repository_owner: 'acme',
      ref: RUN.ref,
      sha: RUN.commit,
      event_name: RUN.eventName,
      workflow_ref: RUN.workflowRef,
      job_workflow_ref: RUN.workflowRef,
      run_id: RUN.runId,
      run_attempt: RUN.attempt,
      ...claims,
    },
    'sigstore',
  );
