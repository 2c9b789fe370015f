import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Octokit } from '@octokit/rest';
import { timestamp } from '../../actions/timestamp/src/main.ts';
import {
  generateLogKey,
  githubStore,
  initLedger,
  parseSignerKey,
} from '../../core/remembrancer/ledger/index.ts';
import { type GitHubSandbox, startGitHub } from '../../sandbox/github/index.ts';
import { type Services, startServices } from '../../sandbox/services/index.ts';
import { memoryRunner } from '../../test/actions/memory-runner.ts';
import { signFiles } from '../../test/actions/sign-files.ts';
import { makeWorkspace, type Workspace } from '../../test/actions/workspace.ts';
import { project } from '../../test/project.ts';
import type { Figure } from '../figure.ts';

const UPLOAD = 'POST /repos/{owner}/{repo}/releases/{release_id}/assets';

/** A record of a release, on a ledger of its own. */
interface Case {
  readonly repo: string;
  readonly at: string;
  /** A step before has made a draft of the release. */
  readonly hasDraft: boolean;
}

const CASES: readonly Case[] = [
  { repo: 'new', at: 'release made and published', hasDraft: false },
  { repo: 'draft', at: 'draft there before, published', hasDraft: true },
];

/** The requests to GitHub of one `record` with every service healthy, without those that upload an asset each. */
export async function benchRecordRequests(): Promise<Figure[]> {
  const [github, services] = await Promise.all([startGitHub(), startServices()]);
  try {
    const { token } = github.createUser({ login: 'ada' });
    const figures: Figure[] = [];
    for (const each of CASES) figures.push(...(await requestsOf(each, token, github, services)));
    return figures;
  } finally {
    await Promise.all([github.stop(), services.stop()]);
  }
}

async function requestsOf(
  each: Case,
  token: string,
  github: GitHubSandbox,
  services: Services,
): Promise<Figure[]> {
  const before = await record(each, token, github, services);
  const routes = github.traffic.exchanges.slice(before).map(({ method, route }) => `${method} ${route}`);
  const uploads = routes.filter((route) => route === UPLOAD).length;
  const counts = Map.groupBy(
    routes.filter((route) => route !== UPLOAD),
    (route) => route,
  );
  const what = 'record: requests to GitHub';
  const { at } = each;
  return [
    {
      what: `${what}, beside ${uploads} for assets`,
      at,
      value: routes.length - uploads,
      unit: 'requests',
      atMost: 6,
    },
    ...[...counts].map(([route, { length }]): Figure => ({
      what: `${what}, ${route}`,
      at,
      value: length,
      unit: 'requests',
    })),
  ];
}

/** Signs, time-stamps and appends, and tells how many requests GitHub had before. */
async function record(
  { repo, hasDraft }: Case,
  token: string,
  github: GitHubSandbox,
  services: Services,
): Promise<number> {
  const octokit = new Octokit({ auth: token, baseUrl: `${github.url}/api/v3` });
  const repository = { owner: 'ada', repo };
  await octokit.request('POST /user/repos', { name: repo, auto_init: true });
  const { data: head } = await octokit.git.getRef({ ...repository, ref: 'heads/main' });
  const { signerKey } = generateLogKey(`github.example/ada/${repo}`);
  await initLedger(githubStore(octokit, repository), parseSignerKey(signerKey));
  if (hasDraft) await octokit.repos.createRelease({ ...repository, tag_name: 'v1.0.0', draft: true });
  const workspace = await makeWorkspace();
  const { tsaUrl } = services;
  try {
    await signFiles(workspace, ['dist/*']);
    const asked = { kind: 'release', operation: '', tsa: [tsaUrl], onMissing: 'fail' } as const;
    await timestamp(asked, workspace.run, memoryRunner());
    const before = github.traffic.exchanges.length;
    await append(workspace, {
      GITHUB_SERVER_URL: github.url,
      GITHUB_API_URL: `${github.url}/api/v3`,
      GITHUB_GRAPHQL_URL: `${github.url}/api/graphql`,
      GITHUB_REPOSITORY: `ada/${repo}`,
      GITHUB_SHA: head.object.sha,
      INPUT_TSA: tsaUrl,
      INPUT_LOG_KEY: signerKey,
      INPUT_TOKEN: token,
    });
    return before;
  } finally {
    await workspace.remove();
  }
}

/** The append step as the program that GitHub starts, from its source; it alone asks GitHub for anything. */
async function append(workspace: Workspace, environment: NodeJS.ProcessEnv): Promise<void> {
  const { run } = workspace;
  const summary = workspace.path('summary.md');
  await writeFile(summary, '');
  // As in the bundle, the fetch of @actions/github is there before that of Node, which reading TypeScript starts.
  const argv = ['--import', 'undici', join(project, 'actions/append/src/index.ts')];
  await promisify(execFile)(process.execPath, argv, {
    cwd: project,
    env: {
      PATH: process.env['PATH'],
      GITHUB_REF: run.ref,
      GITHUB_REF_TYPE: 'tag',
      GITHUB_REF_NAME: run.tag,
      GITHUB_RUN_ID: run.runId,
      GITHUB_EVENT_NAME: run.eventName,
      GITHUB_WORKSPACE: run.workspace,
      GITHUB_STEP_SUMMARY: summary,
      RUNNER_TEMP: run.temporary,
      INPUT_FILES: 'dist/*',
      INPUT_LEDGER_BRANCH: 'ledger',
      INPUT_PUBLISH: 'true',
      ...environment,
    },
  });
}
