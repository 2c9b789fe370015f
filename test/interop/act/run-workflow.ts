import { cp, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { project } from '../../project.ts';
import { SHARED_CARGO } from '../../templates/make.ts';
import { adaptWorkflow } from './adapt-workflow.ts';
import { RECORD_ACTION, type HostedService, type Push } from './hosted-service.ts';
import { runAct, type ActRun } from './run-act.ts';

/** The environments of a spawned repository: one holds the key of its ledger, one the access to a cluster. */
const LEDGER = 'ledger';
export const PRODUCTION = 'production';

/** Runs a workflow file, such as `ci.yml`, for a push on act, with what GitHub would give to its jobs. */
export async function runWorkflow(hosted: HostedService, file: string, push: Push): Promise<ActRun> {
  const { clone, github, services, name } = hosted;
  const directory = await hosted.folder(file);
  const path = `.github/workflows/${file}`;
  const workflow = adaptWorkflow(await readFile(join(clone, path), 'utf8'));
  const secretsOf = (environment: string) => github.secretsFor({ ...name, environment });
  const token = github.createRunToken({ ...name, permissions: workflow.permissions });
  const repository = `${name.owner}/${name.repo}`;
  const workflowRef = `${repository}/${path}@${push.ref}`;
  const identity = services.oidc.grant({
    sub: `repo:${repository}:environment:${LEDGER}`,
    event_name: 'push',
    job_workflow_ref: workflowRef,
    job_workflow_sha: push.after,
    ref: push.ref,
    repository,
    repository_owner: name.owner,
    repository_visibility: 'public',
    run_attempt: '1',
    run_id: '1',
    runner_environment: 'self-hosted',
    sha: push.after,
    workflow_ref: workflowRef,
    workflow_sha: push.after,
  });
  try {
    return await runAct({
      clone,
      workflow,
      push,
      directory,
      env: {
        ...SHARED_CARGO,
        GITHUB_SERVER_URL: github.url,
        GITHUB_API_URL: github.apiUrl,
        GITHUB_GRAPHQL_URL: github.graphqlUrl,
        GITHUB_REPOSITORY: repository,
        GITHUB_WORKFLOW_REF: workflowRef,
        ACTIONS_ID_TOKEN_REQUEST_URL: identity.requestUrl,
        ACTIONS_ID_TOKEN_REQUEST_TOKEN: identity.requestToken,
      },
      secrets: { ...secretsOf(PRODUCTION), ...secretsOf(LEDGER), GITHUB_TOKEN: token },
      variables: github.variablesFor(name),
      actions: new Map([[RECORD_ACTION, await copyAction(join(directory, 'record'))]]),
    });
  } finally {
    identity.revoke();
  }
}

/** The files of this checkout that make up the record Action: act copies whole folders. */
async function copyAction(folder: string): Promise<string> {
  await mkdir(folder);
  await cp(join(project, 'action.yml'), join(folder, 'action.yml'));
  await cp(join(project, 'actions'), join(folder, 'actions'), { recursive: true });
  return folder;
}
