import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { startGitHub, type GitHubSandbox } from '../../../sandbox/github/index.ts';
import { startRunner, type Runner } from '../../../sandbox/runner/index.ts';
import { startServices, type Services } from '../../../sandbox/services/index.ts';

// Each test starts many small processes, and the machine may be busy.
const run = promisify(execFile);
let github: GitHubSandbox;
let services: Services;
let runner: Runner;
let directory: string;
let token: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'vaultmesh-test-'));
  github = await startGitHub();
  services = await startServices({ serverUrl: github.url });
  runner = startRunner({ github, services, actions: new Map() });
  token = github.createUser({ login: 'ada' }).token;
  github.createOrganization({ login: 'acme', members: { ada: 'admin' } });
  const answer = await fetch(`${github.apiUrl}/orgs/acme/repos`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'app' }),
  });
  expect(answer.status).toBe(201);
});

afterEach(async () => {
  await runner.stop();
  await services.stop();
  await github.stop();
  await rm(directory, { recursive: true, force: true });
});

async function push(files: Record<string, string>, ...refs: string[]): Promise<void> {
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: directory,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'Ada',
    GIT_AUTHOR_EMAIL: 'ada@example.com',
    GIT_COMMITTER_NAME: 'Ada',
    GIT_COMMITTER_EMAIL: 'ada@example.com',
  };
  const git = (...args: string[]) => run('git', args, { cwd: directory, env });
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(directory, path)), { recursive: true });
    await writeFile(join(directory, path), content);
  }
  await git('init', '--quiet', '--initial-branch=main');
  await git('add', '--all');
  await git('commit', '--quiet', '--message', 'A change');
  for (const ref of refs.filter((name) => name !== 'main')) await git('tag', ref);
  await git('push', '--quiet', github.url.replace('//', `//ada:${token}@`) + '/acme/app.git', ...refs);
}

it('runs a tag push on the sandbox: clones over HTTP with the token of the job, and pushes back', async () => {
  await push(
    {
      'a.txt': 'content',
      '.github/workflows/release.yml': `
name: Release
on: { push: { tags: ['v*'] } }
permissions: { contents: write }
jobs:
  release:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
        with: { fetch-depth: 0 }
      - run: |
          test "$(cat a.txt)" = content
          git switch --quiet --create built
          git push --quiet origin built
`,
    },
    'main',
    'v1.0.0',
  );
  await runner.idle();
  expect(runner.problems).toEqual([]);
  expect(runner.runs[0]?.jobs[0]?.log).not.toContain('##[error]');
  expect(runner.runs).toMatchObject([
    { name: 'Release', conclusion: 'success', ref: 'refs/tags/v1.0.0', owner: 'acme', repo: 'app' },
  ]);
  const branches = await run('git', ['branch', '--list', 'built'], {
    cwd: github.repositoryPath({ owner: 'acme', repo: 'app' }),
  });
  expect(branches.stdout.trim()).toBe('built');
});

it('cannot push with a token that may only read', async () => {
  await push(
    {
      '.github/workflows/ci.yml': `
on: { push: { branches: [main] } }
permissions: { contents: read }
jobs:
  only:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - { id: push, run: git push origin HEAD:refs/heads/other, continue-on-error: true }
      - run: test \${{ steps.push.outcome }} = failure
`,
    },
    'main',
  );
  await runner.idle();
  expect(runner.runs).toMatchObject([{ conclusion: 'success' }]);
});
