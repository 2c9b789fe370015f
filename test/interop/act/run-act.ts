import { mkdir, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { runProgram } from '../../../sandbox/world/run-program.ts';
import { tool } from '../tools.ts';
import type { AdaptedWorkflow } from './adapt-workflow.ts';
import { readActLog } from './read-act-log.ts';
import { standIn, standInPrograms } from './stand-ins.ts';

export interface ActRequest {
  /** A clone of the repository; nothing in it is changed. */
  readonly clone: string;
  readonly workflow: AdaptedWorkflow;
  /** The payload of the push that starts it. */
  readonly push: object;
  /** What every step sees besides. */
  readonly env: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
  readonly variables: Readonly<Record<string, string>>;
  /** Actions that are folders of this machine, at any ref: `vaultmesh/record`. */
  readonly actions: ReadonlyMap<string, string>;
  /** An empty folder for what act writes. */
  readonly directory: string;
}

export interface ActRun {
  readonly exitCode: number;
  /** The result of every job of the workflow, by its id. */
  readonly jobs: Readonly<Record<string, string>>;
  /** `job/step` of every step that did not run. */
  readonly skipped: readonly string[];
  /** act's own lines and what the steps printed. */
  readonly log: string;
}

const ACT_TIMEOUT_MS = 1_200_000;

/** Runs a workflow for a push as nektos/act does in host mode: every step is a process of this machine. */
export async function runAct(request: ActRequest): Promise<ActRun> {
  const { clone, directory, workflow } = request;
  const file = (name: string): string => join(directory, name);
  const env = { ...request.env, STAND_IN_ARTIFACTS: file('artifacts') };
  const files = {
    'workflow.yml': workflow.text,
    // JSON is YAML, as which act reads what has this ending.
    'env.yml': JSON.stringify(env),
    'secrets.yml': JSON.stringify(request.secrets),
    'variables.yml': JSON.stringify(request.variables),
    'event.json': JSON.stringify(request.push),
  };
  for (const [name, text] of Object.entries(files)) await writeFile(file(name), text);
  await mkdir(file('cache'));

  const repositories = new Set<string>();
  for (const used of workflow.uses) {
    const folder = request.actions.get(used.name) ?? (await standIn(used));
    repositories.add(`${request.env['GITHUB_SERVER_URL'] ?? ''}/${used.name}@${used.ref}=${folder}`);
  }
  const act = tool('act');
  const path = [standInPrograms, dirname(process.execPath), dirname(act), process.env['PATH']];
  const { exitCode, stdout, stderr } = await runProgram(
    act,
    [
      'push',
      ...['--directory', clone, '--workflows', file('workflow.yml'), '--eventpath', file('event.json')],
      ...['--env-file', file('env.yml'), '--secret-file', file('secrets.yml')],
      ...['--var-file', file('variables.yml')],
      ...['--action-cache-path', file('cache'), '--no-cache-server', '--no-skip-checkout', '--json'],
      ...workflow.labels.flatMap((label) => ['--platform', `${label}=-self-hosted`]),
      ...[...repositories].flatMap((repository) => ['--local-repository', repository]),
    ],
    { cwd: clone, env: { PATH: path.join(delimiter) }, timeoutMs: ACT_TIMEOUT_MS },
  );
  const { results, jobs, log } = readActLog(stdout + stderr);
  const all = Object.entries(workflow.steps);
  return {
    exitCode,
    jobs: Object.fromEntries(all.map(([job]) => [job, jobs.get(job) ?? 'skipped'])),
    skipped: all.flatMap(([job, ids]) => ids.map((id) => `${job}/${id}`)).filter((id) => !results.has(id)),
    log,
  };
}
