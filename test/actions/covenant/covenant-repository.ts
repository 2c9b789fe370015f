import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { covenant, type CovenantInputs } from '../../../actions/covenant/src/main.ts';
import { readWorkflowRun, type WorkflowRun } from '../../../actions/common/src/workflow-run.ts';
import { startGitHub, type GitHubSandbox, type SandboxEvent } from '../../../sandbox/github/index.ts';
import { createPerson, type Person } from '../../../sandbox/world/person.ts';
import { mustRun } from '../../../sandbox/world/run-program.ts';
import { memoryRunner, type MemoryRunner } from '../memory-runner.ts';

export const NAME = { owner: 'acme', repo: 'app' };

/** What a workflow is started by. */
export interface Started {
  readonly eventName: string;
  readonly ref: string;
  readonly commit: string;
  readonly payload: object;
}

/** A repository on a local GitHub, and runs of the covenant step in checkouts of it. */
export interface CovenantRepository {
  readonly github: GitHubSandbox;
  readonly ada: Person;
  /** Commits files (`undefined` removes one) to a branch, which begins at main, and pushes it. */
  push(
    branch: string,
    files: Readonly<Record<string, string | undefined>>,
    message?: string,
  ): Promise<string>;
  /** The run that a push to a branch starts. */
  pushed(branch: string): Promise<Started>;
  /** The run that a new pull request of a branch into main starts. */
  pullRequest(branch: string, texts?: { title: string; body?: string }): Promise<Started>;
  /** Checks out the commit and runs the step; `token` is by default one of the job with contents read. */
  run(
    started: Started,
    inputs?: Partial<CovenantInputs>,
    options?: {
      /** 2 by default. */
      depth?: number;
      /** Another commit than that of the run. */
      checkOut?: string;
      prepare?: (workspace: string) => Promise<void>;
    },
  ): Promise<MemoryRunner & { readonly workspace: string }>;
  stop(): Promise<void>;
}

export async function startCovenantRepository(): Promise<CovenantRepository> {
  const directory = await realpath(await mkdtemp(join(tmpdir(), 'vaultmesh-covenant-')));
  const github = await startGitHub();
  const ada = createPerson(github, 'ada');
  github.createOrganization({ login: NAME.owner, members: { ada: 'admin' } });
  await ada.octokit.repos.createInOrg({ org: NAME.owner, name: NAME.repo, auto_init: true });
  const { host } = new URL(github.url);
  const url = `http://x-access-token:${ada.token}@${host}/acme/app`;
  const clone = join(directory, 'clone');
  await mustRun('git', ['clone', '--quiet', url, clone], { cwd: directory });
  const who = ['-c', 'user.name=ada', '-c', 'user.email=ada@acme.example'];
  const git = async (...args: string[]): Promise<string> =>
    (await mustRun('git', [...who, ...args], { cwd: clone })).trim();
  const events: SandboxEvent[] = [];
  github.onEvent((event) => events.push(event));
  const payloadOf = async (name: string): Promise<object> => {
    await github.idle();
    return events.findLast((event) => event.name === name)?.payload ?? {};
  };
  let runs = 0;

  return {
    github,
    ada,
    push: async (branch, files, message = 'A change') => {
      await git('fetch', '--quiet', 'origin');
      const known = await git('branch', '--remotes', '--list', `origin/${branch}`);
      await git('checkout', '--quiet', '-B', branch, `origin/${known === '' ? 'main' : branch}`);
      for (const [path, content] of Object.entries(files)) {
        await mkdir(dirname(join(clone, path)), { recursive: true });
        if (content === undefined) await rm(join(clone, path));
        else await writeFile(join(clone, path), content);
      }
      await git('add', '--all');
      await git('commit', '--quiet', '--allow-empty', '--message', message);
      await git('push', '--quiet', 'origin', branch);
      return git('rev-parse', 'HEAD');
    },
    pushed: async (branch) => {
      const commit = await git('rev-parse', `origin/${branch}`);
      return { eventName: 'push', ref: `refs/heads/${branch}`, commit, payload: await payloadOf('push') };
    },
    pullRequest: async (head, { title, body } = { title: 'A change' }) => {
      const { data } = await ada.octokit.pulls.create({
        ...{ ...NAME, head, base: 'main', title },
        ...(body !== undefined && { body }),
      });
      const ref = `refs/pull/${data.number}/merge`;
      const payload = await payloadOf('pull_request');
      const listed = await mustRun('git', ['ls-remote', url, ref], { cwd: directory });
      return { eventName: 'pull_request', ref, commit: listed.split('\t')[0] ?? '', payload };
    },
    run: async (started, inputs = {}, { depth = 2, checkOut = started.commit, prepare } = {}) => {
      runs += 1;
      const workspace = join(directory, `run-${runs}`);
      await mkdir(workspace);
      const work = (...args: string[]): Promise<string> => mustRun('git', args, { cwd: workspace });
      await work('init', '--quiet');
      await work('fetch', '--quiet', '--no-tags', `--depth=${depth}`, url, checkOut);
      await work('checkout', '--quiet', '--detach', checkOut);
      await prepare?.(workspace);
      const runner = memoryRunner();
      const given = {
        ...{
          ledgerBranch: 'ledger',
          witnessed: '',
          peers: false,
          sarifFile: '',
          badgeFile: '',
          suggest: false,
        },
        token: github.createRunToken({ ...NAME, permissions: { contents: 'read' } }),
        ...inputs,
      };
      await covenant(given, await runOf(started, workspace), runner);
      return { ...runner, workspace };
    },
    stop: async () => {
      await github.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };

  async function runOf(
    { eventName, ref, commit, payload }: Started,
    workspace: string,
  ): Promise<WorkflowRun> {
    const temporary = `${workspace}-temp`;
    await mkdir(temporary);
    const event = join(temporary, 'event.json');
    await writeFile(event, JSON.stringify(payload));
    return readWorkflowRun({
      GITHUB_SERVER_URL: github.url,
      GITHUB_API_URL: github.apiUrl,
      GITHUB_GRAPHQL_URL: github.graphqlUrl,
      GITHUB_REPOSITORY: 'acme/app',
      GITHUB_SHA: commit,
      GITHUB_REF: ref,
      GITHUB_RUN_ID: '42',
      GITHUB_EVENT_NAME: eventName,
      GITHUB_EVENT_PATH: event,
      GITHUB_WORKSPACE: workspace,
      RUNNER_TEMP: temporary,
    });
  }
}
