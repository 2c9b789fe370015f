import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import type { Runner, RunRecord } from '../../sandbox/runner/index.ts';
import { project } from '../project.ts';
import { createFakeHost, type FakeHost } from '../sandbox/runner/fake-host.ts';
import { startTestRunner } from '../sandbox/runner/start-test-runner.ts';

// Each test starts several processes, and the machine may be busy.
/** A fork of the Action's repository under another name, pinned by commit, on a server that is not github.com. */
const FORK = 'acme/our-record';
const PIN = '0123456789abcdef0123456789abcdef01234567';
const PATH = '.github/workflows/record.yml';

let host: FakeHost;
let runner: Runner;

beforeEach(async () => {
  host = await createFakeHost();
  runner = startTestRunner(host, { actions: new Map([[FORK, project]]) });
});

afterEach(async () => {
  await runner.stop();
  await host.remove();
});

interface Step {
  readonly uses: string;
  readonly with?: Readonly<Record<string, string>>;
  readonly path?: string;
}

/** Commits a workflow with these steps after one that makes `dist/app.txt`. */
async function commitSteps(steps: readonly Step[], job = ''): Promise<void> {
  const uses = steps.map(
    (step, index) => `
      - id: s${index}
        uses: ${step.uses}
        with: ${JSON.stringify(step.with ?? {})}
        env: ${JSON.stringify(step.path === undefined ? {} : { PATH: step.path })}`,
  );
  await host.commit({
    [PATH]: `on: [push, pull_request]\njobs:\n  only:\n    runs-on: ubuntu-latest\n${job}\n    steps:
      - run: mkdir dist && echo released > dist/app.txt${uses.join('')}\n`,
  });
}

async function push(): Promise<RunRecord> {
  await host.push('refs/heads/main');
  await runner.idle();
  expect(runner.problems).toEqual([]);
  return runner.runs.at(-1)!;
}

async function pullRequestFromFork(): Promise<RunRecord> {
  await host.git('push', '--quiet', 'origin', 'main:refs/pull/1/merge');
  const sha = await host.git('rev-parse', 'main');
  host.raise('pull_request', {
    action: 'opened',
    number: 1,
    pull_request: {
      number: 1,
      head: { ref: 'patch', sha, repo: { full_name: 'ada/app', fork: true } },
      base: { ref: 'main', repo: { full_name: 'acme/app' } },
    },
  });
  await runner.idle();
  return runner.runs.at(-1)!;
}

const annotations = (run: RunRecord) => run.jobs[0]!.annotations;
const conclusions = (run: RunRecord) => run.jobs[0]!.steps.slice(1).map(({ conclusion }) => conclusion);

const record = { kind: 'decision', operation: 'decision:1' };
const sign = (inputs: Readonly<Record<string, string>> = {}): Step => ({
  uses: `${FORK}/actions/sign@${PIN}`,
  with: { ...record, files: 'dist/*', sigstore: 'off', ...inputs },
});
const append = (inputs: Readonly<Record<string, string>>): Step => ({
  uses: `${FORK}/actions/append@${PIN}`,
  with: { ...record, version: '1', ...inputs },
});

/** A folder for the PATH as a container image may have it: with a shell, without Node. */
async function imagePath(): Promise<string> {
  const folder = join(host.jobs, '..', 'image-bin');
  await mkdir(folder);
  await symlink('/bin/sh', join(folder, 'sh'));
  return folder;
}

describe('in a container whose image has no Node 24', () => {
  it('the Actions of one step run on the Node of the runner', async () => {
    const path = await imagePath();
    const timestamp = {
      uses: `${FORK}/actions/timestamp@${PIN}`,
      with: { ...record, tsa: 'http://127.0.0.1:9' },
      path,
    };
    await commitSteps([{ ...sign(), path }, timestamp]);
    const run = await push();
    expect(conclusions(run)).toEqual(['success', 'success']);
    expect(annotations(run)).toEqual([
      expect.objectContaining({ level: 'warning', properties: { title: 'Recorded without rfc3161' } }),
    ]);
  });

  it.each(['none', 'old'])('the composite stops and says what to add: %s', async (node) => {
    const path = await imagePath();
    if (node === 'old') await writeFile(join(path, 'node'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    await commitSteps([
      { uses: `${FORK}@${PIN}`, with: { ...record, files: 'dist/*', 'log-key': 'k' }, path },
    ]);
    const run = await push();
    expect(conclusions(run)).toEqual(['failure']);
    expect(annotations(run)).toContainEqual({
      level: 'error',
      message: 'Add a step with actions/setup-node and node-version 24 before this one.',
      properties: { title: 'VaultMesh needs Node.js 24' },
    });
  });
});

describe('an annotation says what to change', () => {
  it('when the job has no identity: id-token, or nothing in a pull request from a fork', async () => {
    await commitSteps([sign({ sigstore: 'on' })], '    permissions: { contents: read }');
    expect(annotations(await push())).toEqual([
      expect.objectContaining({
        level: 'warning',
        message: expect.stringContaining('add "permissions: id-token: write"'),
      }),
    ]);
    const fork = await pullRequestFromFork();
    expect(fork.conclusion).toBe('success');
    expect(annotations(fork)).toEqual([
      expect.objectContaining({
        level: 'notice',
        message: expect.stringContaining('from a fork no identity'),
      }),
    ]);
  });

  it('when the log key is not there: the environment, or nothing in a pull request from a fork', async () => {
    host.environments['ledger'] = { secrets: { VAULTMESH_LOG_KEY: 'k' } };
    await commitSteps([sign(), append({ 'log-key': '${{ secrets.VAULTMESH_LOG_KEY }}' })]);
    const own = await push();
    expect(conclusions(own)).toEqual(['success', 'failure']);
    const [error] = annotations(own);
    expect(error).toMatchObject({ level: 'error', properties: { title: 'VaultMesh append' } });
    expect(error!.message).toMatch(/the job needs "environment: ledger".*to allow refs\/heads\/main/);
    expect(annotations(await pullRequestFromFork())[0]!.message).toContain('from a fork no secrets');
  });

  it('when the environment does not allow the branch', async () => {
    host.environments['ledger'] = { secrets: {}, refs: ['refs/tags/v1'] };
    await commitSteps([sign()], '    environment: ledger');
    expect(annotations(await push())[0]!.message).toBe(
      '"main" is not allowed to deploy to ledger due to environment protection rules.',
    );
  });

  it('when a release is recorded without its tag', async () => {
    await commitSteps([sign({ kind: 'release', operation: '' })]);
    expect(annotations(await push())[0]!.message).toContain(
      'this run is for refs/heads/main. Start the workflow by pushing the tag',
    );
  });
});
