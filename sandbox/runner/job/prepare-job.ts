import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { VaultMeshError } from '../../../core/common/error.ts';
import type { Json } from '../../../core/common/canonical-json.ts';
import { evaluateMap, evaluateText, type Scope } from '../template/expression.ts';
import { Fields } from '../template/fields.ts';
import { isTemplateMap, type Template } from '../template/template.ts';
import { shortRef } from '../trigger/trigger-event.ts';
import { readOnly, tokenPermissions } from '../workflow/permissions.ts';
import type { JobFile } from '../workflow/workflow-file.ts';
import { githubContext } from './github-context.ts';
import { createJobFolder, type JobFolder } from './job-folder.ts';
import { JobLog } from './job-log.ts';
import type { JobResult, JobSignals, JobState, RunInfo, RunnerSettings } from './job-state.ts';
import { Masker } from './masker.ts';
import { oidcClaims } from './oidc-claims.ts';
import { systemPath } from './process-env.ts';
import { grantedSecrets, type WorkflowCall } from './workflow-call.ts';

export interface JobRequest {
  readonly settings: RunnerSettings;
  readonly run: RunInfo;
  readonly call: WorkflowCall;
  readonly file: JobFile;
  readonly needs: Readonly<Record<string, JobResult>>;
  readonly signals: JobSignals;
}

export interface PreparedJob {
  readonly job: JobState;
  /** Takes back the identity token and removes the folder. */
  readonly release: () => Promise<void>;
}

/**
 * Gives a job its folder, secrets, variables and token. Secrets of an environment come only when it allows the ref;
 * throws `not-permitted` when it does not.
 */
export async function prepareJob(request: JobRequest): Promise<PreparedJob> {
  const { settings, run, call, file, needs } = request;
  const { host } = settings;
  const { owner, repo, ref, fromFork } = run.event;
  const environment = environmentName(file, waitingScope(request));
  if (environment !== undefined && !host.environmentAllows({ owner, repo, environment, ref })) {
    throw new VaultMeshError(
      'not-permitted',
      `"${shortRef(ref)}" is not allowed to deploy to ${environment} due to environment protection rules.`,
    );
  }

  const scope = { owner, repo, ...(environment === undefined ? {} : { environment }) };
  const asked = file.permissions ?? call.loaded.file.permissions ?? call.permissions;
  const permissions = fromFork ? readOnly(asked) : asked;
  const token = host.createRunToken({ owner, repo, permissions: tokenPermissions(permissions) });
  const secrets = { ...(fromFork ? {} : grantedSecrets(host, call.secrets, scope)), GITHUB_TOKEN: token };
  const masker = new Masker();
  for (const secret of Object.values(secrets)) masker.add(secret);

  const folder = await createJobFolder(settings.directory, repo);
  const github = githubContext(settings, run, { id: file.id, folder, token });
  const granted = permissions['id-token'] === 'write';
  const grant = granted
    ? settings.services.oidc.grant(oidcClaims(run, call.loaded.source, github, environment))
    : undefined;
  if (grant !== undefined) masker.add(grant.requestToken);
  const release = async (): Promise<void> => {
    grant?.revoke();
    await folder.remove();
  };

  const contexts = {
    github,
    needs,
    vars: host.variablesFor(scope),
    secrets,
    runner: runnerContext(folder),
  };
  try {
    await writeFile(join(folder.files, 'event.json'), JSON.stringify(run.event.payload));
    const expressions: Scope = {
      contexts: { ...contexts, needs: asJson(needs), inputs: call.inputs },
      status: RUNNING,
    };
    const env = evaluateMap(call.loaded.file.env, expressions);
    const job: JobState = {
      settings,
      run,
      call,
      file,
      signals: request.signals,
      folder,
      log: new JobLog(masker),
      masker,
      contexts,
      env: { ...env, ...evaluateMap(file.env, expressions) },
      identity:
        grant === undefined
          ? {}
          : {
              ACTIONS_ID_TOKEN_REQUEST_URL: grant.requestUrl,
              ACTIONS_ID_TOKEN_REQUEST_TOKEN: grant.requestToken,
            },
      path: [dirname(settings.node), ...systemPath(process.env['PATH'] ?? '')],
      postSteps: [],
      summaries: [],
    };
    return { job, release };
  } catch (error) {
    await release();
    throw error;
  }
}

/** What the keys of a job that are read before it has a machine can see. */
export function waitingScope({ settings, run, call, needs }: Omit<JobRequest, 'signals' | 'file'>): Scope {
  const { owner, repo } = run.event;
  return {
    contexts: {
      github: githubContext(settings, run),
      inputs: call.inputs,
      vars: settings.host.variablesFor({ owner, repo }),
      needs: asJson(needs),
    },
    status: RUNNING,
  };
}

const RUNNING = { success: true, failure: false, cancelled: false };

function environmentName(file: JobFile, scope: Scope): string | undefined {
  const name = nameOf(file, file.environment);
  if (name === undefined) return undefined;
  const environment = evaluateText(name, scope);
  // An expression that gives nothing means no environment, as on github.com.
  return environment === '' ? undefined : environment;
}

function nameOf(file: JobFile, environment: Template | undefined): Template | undefined {
  if (!isTemplateMap(environment)) return environment;
  return new Fields(`${file.where}.environment`, environment, ['name', 'url']).get('name');
}

const asJson = (needs: Readonly<Record<string, JobResult>>): Record<string, Json> =>
  Object.fromEntries(Object.entries(needs).map(([id, need]) => [id, { ...need }]));

function runnerContext(folder: JobFolder): Record<string, string> {
  const systems: Readonly<Record<string, string>> = { linux: 'Linux', darwin: 'macOS', win32: 'Windows' };
  const processors: Readonly<Record<string, string>> = { x64: 'X64', arm64: 'ARM64' };
  return {
    name: 'sandbox',
    os: systems[process.platform] ?? process.platform,
    arch: processors[process.arch] ?? process.arch,
    temp: folder.temp,
    tool_cache: folder.tools,
    environment: 'self-hosted',
  };
}
