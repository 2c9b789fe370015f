import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { HostEvent, RunnerHost } from '../../../sandbox/runner/index.ts';

const run = promisify(execFile);
export const OWNER = 'acme';
export const REPO = 'app';

type Report = Parameters<RunnerHost['workflowRuns']['update']>[1];
type Start = Parameters<RunnerHost['workflowRuns']['start']>[0];
type TokenRequest = Parameters<RunnerHost['createRunToken']>[0];

/** A GitHub of one repository on disk, without a server: git reaches it by its file address. */
export interface FakeHost extends RunnerHost {
  /** A folder for the jobs of a runner. */
  readonly jobs: string;
  readonly started: Start[];
  readonly reports: Map<number, Report[]>;
  readonly tokens: TokenRequest[];
  /** Secrets and refs by environment; `''` is the repository. */
  readonly environments: Record<string, { secrets: Record<string, string>; refs?: string[] }>;
  readonly variables: Record<string, string>;
  /** Commits `files` to `branch` and returns the commit. */
  commit(files: Record<string, string>, branch?: string): Promise<string>;
  git(...args: string[]): Promise<string>;
  raise(name: string, payload: Record<string, unknown>, event?: Partial<HostEvent>): void;
  /** The push of a ref as it is now. */
  push(ref: string): Promise<void>;
  dispatch(path: string, inputs?: Record<string, string>, ref?: string): void;
  remove(): Promise<void>;
}

export async function createFakeHost(): Promise<FakeHost> {
  const directory = await mkdtemp(join(tmpdir(), 'vaultmesh-test-host-'));
  const repository = join(directory, OWNER, REPO);
  const work = join(directory, 'work');
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: directory,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'Ada',
    GIT_AUTHOR_EMAIL: 'ada@example.com',
    GIT_COMMITTER_NAME: 'Ada',
    GIT_COMMITTER_EMAIL: 'ada@example.com',
  };
  const git = async (...args: string[]): Promise<string> => {
    const { stdout } = await run('git', args, { cwd: work, env });
    return stdout.trim();
  };
  const jobs = join(directory, 'jobs');
  await mkdir(work);
  await mkdir(jobs);
  await run('git', ['init', '--quiet', '--bare', '--initial-branch=main', repository], { env });
  await git('init', '--quiet', '--initial-branch=main');
  await git('remote', 'add', 'origin', repository);

  const listeners = new Set<(event: HostEvent) => void>();
  const reports = new Map<number, Report[]>();
  const started: Start[] = [];
  const tokens: TokenRequest[] = [];
  const environments: FakeHost['environments'] = { '': { secrets: {} } };
  const variables: Record<string, string> = {};
  const repositoryPayload = {
    id: 7,
    full_name: `${OWNER}/${REPO}`,
    default_branch: 'main',
    private: false,
    owner: { id: 3, login: OWNER },
  };
  const raise: FakeHost['raise'] = (name, payload, event = {}) => {
    const whole = { repository: repositoryPayload, sender: { id: 9, login: 'ada' }, ...payload };
    const raised = { name, payload: whole, owner: OWNER, repo: REPO, sender: 'ada', byRunToken: false };
    for (const listener of listeners) listener({ ...raised, ...event });
  };

  return {
    url: `file://${directory}`,
    apiUrl: 'http://127.0.0.1:9/api/v3',
    graphqlUrl: 'http://127.0.0.1:9/api/graphql',
    jobs,
    started,
    reports,
    tokens,
    environments,
    variables,
    onEvent: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    repositoryPath: () => repository,
    secretsFor: ({ environment = '' }) => ({
      ...environments['']?.secrets,
      ...environments[environment]?.secrets,
    }),
    variablesFor: () => variables,
    environmentAllows: ({ environment, ref }) => environments[environment]?.refs?.includes(ref) ?? true,
    createRunToken: (request) => {
      tokens.push(request);
      return `ghs_token${tokens.length}`;
    },
    workflowRuns: {
      start: (start) => {
        started.push(start);
        reports.set(started.length, []);
        return Promise.resolve({ id: started.length, runNumber: started.length });
      },
      update: (id, report) => {
        reports.get(id)?.push(structuredClone(report));
        return Promise.resolve();
      },
    },
    commit: async (files, branch = 'main') => {
      await git('checkout', '--quiet', '-B', branch);
      for (const [path, content] of Object.entries(files)) {
        await mkdir(dirname(join(work, path)), { recursive: true });
        await writeFile(join(work, path), content);
      }
      await git('add', '--all');
      await git('commit', '--quiet', '--allow-empty', '--message', 'A change');
      await git('push', '--quiet', '--force', 'origin', branch);
      return git('rev-parse', 'HEAD');
    },
    git,
    raise,
    push: async (ref) => {
      const after = await git('rev-parse', ref);
      raise('push', { ref, after, deleted: false, head_commit: { message: 'A change' } });
    },
    dispatch: (path, inputs = {}, ref = 'refs/heads/main') => {
      raise('workflow_dispatch', { workflow: path, inputs, ref });
    },
    remove: () => rm(directory, { recursive: true, force: true }),
  };
}
