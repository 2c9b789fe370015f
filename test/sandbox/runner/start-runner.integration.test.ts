import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Runner, RunRecord } from '../../../sandbox/runner/index.ts';
import { until } from '../../../sandbox/world/until.ts';
import { createFakeHost, type FakeHost } from './fake-host.ts';
import { startTestRunner } from './start-test-runner.ts';

// Each test starts many small processes, and the machine may be busy.
const PATH = '.github/workflows/ci.yml';
let host: FakeHost;
let runner: Runner;

beforeEach(async () => {
  host = await createFakeHost();
  runner = startTestRunner(host);
});

afterEach(async () => {
  await runner.stop();
  const left = await readdir(host.jobs);
  await host.remove();
  expect(left).toEqual([]);
});

/** Pushes a workflow file to main and returns what came of it. */
async function runWorkflow(workflow: string, files: Record<string, string> = {}): Promise<RunRecord> {
  await host.commit({ [PATH]: workflow, ...files });
  await host.push('refs/heads/main');
  await runner.idle();
  expect(runner.problems).toEqual([]);
  return runner.runs.at(-1)!;
}

/** A workflow of one job with these steps. */
const steps = (text: string, job = ''): string => `
on: [push, workflow_dispatch]
jobs:
  only:
    runs-on: ubuntu-latest
${job}
    steps:
${text}
`;

const logOf = (run: RunRecord): string => run.jobs.map((job) => job.log).join('');

/** Waits for the process whose number a run printed to be gone. */
async function expectGone(run: RunRecord): Promise<void> {
  const pid = Number(/pid=(\d+)/.exec(logOf(run))?.[1]);
  expect(pid).toBeGreaterThan(1);
  for (let tries = 0; tries < 3_000; tries++) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    // A zombie has ended too: it waits for the machine's init to take note.
    if ((await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')).includes(') Z ')) return;
    await new Promise((next) => setTimeout(next, 20));
  }
  throw new Error(`Process ${pid} still runs.`);
}

describe('a job', () => {
  it('runs its steps in the workspace and hands outputs to the job that needs it', async () => {
    const run = await runWorkflow(`
name: CI
on: push
env: { GREETING: hello }
jobs:
  first:
    runs-on: ubuntu-latest
    outputs:
      word: \${{ steps.say.outputs.word }}
      lines: \${{ steps.say.outputs.lines }}
    steps:
      - id: say
        env: { NAME: world }
        run: |
          cat <<EOF
          \${{ github.ref_name }} of \${{ github.repository }}
          EOF
          echo "word=$GREETING $NAME" >> "$GITHUB_OUTPUT"
          printf 'lines<<X\\na\\nb\\nX\\n' >> "$GITHUB_OUTPUT"
          echo "ADDED=yes" >> "$GITHUB_ENV"
          mkdir -p "$RUNNER_TEMP/bin"
          printf '#!/bin/sh\\necho own tool\\n' > "$RUNNER_TEMP/bin/own"
          chmod +x "$RUNNER_TEMP/bin/own"
          echo "$RUNNER_TEMP/bin" >> "$GITHUB_PATH"
          echo "# Summary" >> "$GITHUB_STEP_SUMMARY"
      - run: own && test "$ADDED" = yes && test "\${{ env.ADDED }}" = yes && test "$(pwd)" = "$GITHUB_WORKSPACE"
  second:
    needs: first
    runs-on: ubuntu-latest
    steps:
      - run: test "\${{ needs.first.outputs.word }} \${{ needs.first.result }}" = "hello world success"
`);
    expect(logOf(run)).toContain('main of acme/app\n');
    expect(run).toMatchObject({ conclusion: 'success', name: 'CI', event: 'push', ref: 'refs/heads/main' });
    expect(run.jobs[0]).toMatchObject({
      conclusion: 'success',
      outputs: { word: 'hello world', lines: 'a\nb' },
      summary: '# Summary\n',
    });
    expect(run.jobs[0]?.log).toContain('own tool');
    expect(host.reports.get(1)?.at(-1)).toMatchObject({ status: 'completed', conclusion: 'success' });
  });

  it('stops at the step that fails, except for those that want to run', async () => {
    const run = await runWorkflow(`
on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - { id: soft, run: exit 3, continue-on-error: true }
      - run: test '\${{ steps.soft.outcome }} \${{ steps.soft.conclusion }}' = 'failure success'
      - { name: breaks, run: exit 1 }
      - { name: never, run: echo never }
      - { name: cleanup, if: always(), run: echo cleanup }
      - { name: report, if: failure() && github.ref == 'refs/heads/main', run: echo report }
  after:
    needs: build
    runs-on: ubuntu-latest
    steps: [{ run: echo after }]
  rescue:
    needs: after
    if: failure()
    runs-on: ubuntu-latest
    steps: [{ run: echo rescue }]
`);
    expect(run.conclusion).toBe('failure');
    const [build, after, rescue] = run.jobs;
    expect(build!.steps.map(({ name, conclusion }) => [name, conclusion])).toEqual([
      ['Run exit 3', 'success'],
      ["Run test 'failure success' = 'failure success'", 'success'],
      ['breaks', 'failure'],
      ['never', 'skipped'],
      ['cleanup', 'success'],
      ['report', 'success'],
    ]);
    expect(build!.log).toContain('Process completed with exit code 1.');
    expect([after!.conclusion, rescue!.conclusion]).toEqual(['skipped', 'success']);
  });

  it('uses the shell and folder that defaults name, and pipefail with bash', async () => {
    const job = '    defaults: { run: { shell: bash, working-directory: sub } }';
    const run = await runWorkflow(
      steps(
        `
      - { run: mkdir sub, working-directory: . }
      - run: test "$(basename "$(pwd)")" = sub
      - { id: pipe, run: false | true, continue-on-error: true }
      - run: test \${{ steps.pipe.outcome }} = failure
      - { run: false | true, shell: sh }`,
        job,
      ),
    );
    expect(run.conclusion).toBe('success');
  });

  it('sees nothing of the environment in which the runner runs', async () => {
    process.env['VAULTMESH_TEST_SECRET'] = 'do-not-leak';
    try {
      const run = await runWorkflow(
        steps('      - run: env; echo "home=$HOME"; command -v node; node --version'),
      );
      expect(logOf(run)).not.toContain('do-not-leak');
      expect(logOf(run)).toMatch(/home=.*vaultmesh-job-/);
      expect(logOf(run)).toContain(process.version);
      expect(logOf(run)).not.toContain('node_modules/.bin');
    } finally {
      delete process.env['VAULTMESH_TEST_SECRET'];
    }
  });

  it('is ended with everything it started when its time is over', async () => {
    // Long enough for the first step to begin.
    const job = '    timeout-minutes: 0.05';
    const run = await runWorkflow(
      steps(
        `
      - run: sleep 300 & echo "pid=$!"; wait
      - { if: always(), run: echo last words }`,
        job,
      ),
    );
    expect(run.conclusion).toBe('cancelled');
    expect(logOf(run)).toContain('last words');
    expect(logOf(run)).toContain('exceeded the maximum execution time');
    await expectGone(run);
  });

  it('ends a step that takes too long and goes on to the failure', async () => {
    const run = await runWorkflow(
      steps(`
      - { run: sleep 300, timeout-minutes: 0.01 }
      - { if: failure(), run: echo noticed }`),
    );
    expect(run.conclusion).toBe('failure');
    expect(logOf(run)).toContain('The step has timed out.');
    expect(logOf(run)).toContain('noticed');
  });

  it('leaves no process behind that a step put in the background', async () => {
    const run = await runWorkflow(steps('      - run: sleep 300 & echo "pid=$!"'));
    expect(run.conclusion).toBe('success');
    await expectGone(run);
  });

  it('is stopped with the runner', async () => {
    await host.commit({ [PATH]: steps('      - run: sleep 300\n      - { if: always(), run: sleep 300 }') });
    await host.push('refs/heads/main');
    while (runner.runs[0]?.jobs[0]?.status !== 'in_progress')
      await new Promise((next) => setTimeout(next, 20));
    await runner.stop();
    expect(runner.runs[0]).toMatchObject({ status: 'completed', conclusion: 'cancelled' });
  });
});

describe('secrets', () => {
  it('are masked in logs, annotations, summaries and left out of outputs', async () => {
    host.environments['']!.secrets = { KEY: 'first-line\nsecond-line' };
    const run = await runWorkflow(`
on: push
jobs:
  only:
    runs-on: ubuntu-latest
    outputs: { leak: '\${{ steps.s.outputs.leak }}' }
    steps:
      - id: s
        env: { KEY: '\${{ secrets.KEY }}', NONE: '\${{ secrets.NONE }}' }
        run: |
          test -z "$NONE"
          echo "$KEY" | sed 's/^/>/'
          echo "::add-mask::computed"
          echo "computed \${{ github.token }}"
          echo "::error title=x::$KEY"
          echo "summary second-line" >> "$GITHUB_STEP_SUMMARY"
          echo "leak=second-line" >> "$GITHUB_OUTPUT"
`);
    expect(run.conclusion).toBe('success');
    const everything = JSON.stringify([run, [...host.reports.values()]]);
    for (const secret of ['first-line', 'second-line', 'computed', 'ghs_token1']) {
      expect(everything).not.toContain(secret);
    }
    expect(run.jobs[0]!.outputs).toEqual({});
    expect(run.jobs[0]!.annotations.map(({ message }) => message)).toEqual([
      '***',
      "Skip output 'leak' since it may contain secret.",
    ]);
  });

  it('of an environment come only to a ref that it allows', async () => {
    host.environments['ledger'] = { secrets: { LOG_KEY: 'k3y' }, refs: ['refs/heads/main'] };
    const workflow = steps(
      `      - { env: { K: '\${{ secrets.LOG_KEY }}' }, run: 'test "$K" = k3y' }`,
      '    environment: { name: ledger }',
    );
    const allowed = await runWorkflow(workflow);
    expect(allowed.conclusion).toBe('success');
    await host.git('branch', 'evil');
    await host.git('push', '--quiet', 'origin', 'evil');
    await host.push('refs/heads/evil');
    await runner.idle();
    const refused = runner.runs.at(-1)!;
    expect(refused.conclusion).toBe('failure');
    expect(logOf(refused)).toContain('"evil" is not allowed to deploy to ledger');
    expect(refused.jobs[0]!.steps).toEqual([]);
  });

  it('are not given to pull requests of forks, which can write nothing', async () => {
    host.environments['']!.secrets = { KEY: 'k3y' };
    const workflow = `
on: pull_request
permissions: write-all
jobs:
  only:
    runs-on: ubuntu-latest
    steps: [{ env: { K: '\${{ secrets.KEY }}' }, run: 'test -z "$K" && test -z "$ACTIONS_ID_TOKEN_REQUEST_URL"' }]
`;
    await host.commit({ [PATH]: workflow });
    await host.git('push', '--quiet', 'origin', 'HEAD:refs/pull/4/merge');
    const side = (full_name: string, ref: string) => ({ ref, repo: { full_name } });
    const pull_request = { number: 4, head: side('eve/app', 'topic'), base: side('acme/app', 'main') };
    host.raise('pull_request', { action: 'opened', pull_request });
    await runner.idle();
    expect(runner.runs).toMatchObject([{ conclusion: 'success', ref: 'refs/pull/4/merge' }]);
    expect(new Set(Object.values(host.tokens[0]!.permissions))).toEqual(new Set(['read']));
  });
});

describe('a pull request', () => {
  const workflow = (filters: string): string =>
    `on: { pull_request: ${filters} }\njobs: { a: { runs-on: ubuntu-latest, steps: [{ run: 'git --version' }] } }\n`;
  const raise = async (number: number, action: string): Promise<void> => {
    const side = (ref: string) => ({
      ref,
      sha: undefined as string | undefined,
      repo: { full_name: 'acme/app' },
    });
    const head = { ...side('topic'), sha: await host.git('rev-parse', 'HEAD') };
    host.raise('pull_request', { action, pull_request: { number, head, base: side('main') } });
    await runner.idle();
  };

  it('is run on its test merge, for the types and target branches that are asked for', async () => {
    await host.commit({
      '.github/workflows/default.yml': workflow('null'),
      '.github/workflows/labels.yml': workflow('{ types: [labeled] }'),
      '.github/workflows/other.yml': workflow('{ branches: [release] }'),
    });
    await host.git('push', '--quiet', 'origin', 'HEAD:refs/pull/4/merge');
    for (const action of ['opened', 'labeled', 'closed']) await raise(4, action);
    expect(runner.runs.map(({ path, ref }) => `${path.slice(18)} ${ref}`)).toEqual([
      'default.yml refs/pull/4/merge',
      'labels.yml refs/pull/4/merge',
    ]);
    expect(host.started[0]).toMatchObject({ headBranch: 'topic', event: 'pull_request' });
  });

  it('without a test merge is an error of the workflow that asks for it, and of no other', async () => {
    await host.commit({ [PATH]: workflow('null'), '.github/workflows/push.yml': 'on: push\njobs: {}\n' });
    await raise(5, 'opened');
    expect(runner.problems).toEqual([]);
    expect(runner.runs).toMatchObject([{ path: PATH, conclusion: 'failure' }]);
    expect(runner.runs[0]!.message).toContain('There is no refs/pull/5/merge');
  });
});

describe('the token of a job', () => {
  it('can do what permissions say, and identity tokens need id-token: write', async () => {
    const run = await runWorkflow(`
on: push
permissions: { contents: read }
jobs:
  reads:
    runs-on: ubuntu-latest
    steps: [{ run: 'test -z "$ACTIONS_ID_TOKEN_REQUEST_URL"' }]
  signs:
    needs: reads
    runs-on: ubuntu-latest
    permissions: { id-token: write, pull-requests: write }
    steps: [{ run: 'test "$ACTIONS_ID_TOKEN_REQUEST_TOKEN" = oidc-request' }]
`);
    expect(run.conclusion).toBe('success');
    expect(host.tokens.map(({ permissions }) => permissions)).toEqual([
      { metadata: 'read', contents: 'read' },
      { metadata: 'read', pull_requests: 'write' },
    ]);
  });
});

describe('a push', () => {
  const on = (filters: string): string =>
    `on: { push: ${filters} }\njobs: { a: { runs-on: ubuntu-latest, steps: [{ run: 'true' }] } }\n`;

  it('starts the workflows whose filters name its branch or tag', async () => {
    await host.commit({
      '.github/workflows/any.yml': on('null'),
      '.github/workflows/branches.yml': on("{ branches: [main, 'release/**'] }"),
      '.github/workflows/ignore.yml': on('{ branches-ignore: [main] }'),
      '.github/workflows/tags.yml': on("{ tags: ['v*', '!v*-rc*'] }"),
    });
    await host.git('tag', 'v1.0.0');
    await host.git('tag', 'v1.0.0-rc1');
    await host.git('push', '--quiet', 'origin', '--tags');
    for (const ref of ['refs/heads/main', 'refs/tags/v1.0.0', 'refs/tags/v1.0.0-rc1']) await host.push(ref);
    await runner.idle();
    expect(runner.runs.map(({ path, ref }) => `${path.slice(18)} ${ref}`)).toEqual([
      'any.yml refs/heads/main',
      'branches.yml refs/heads/main',
      'any.yml refs/tags/v1.0.0',
      'tags.yml refs/tags/v1.0.0',
      'any.yml refs/tags/v1.0.0-rc1',
    ]);
  });

  it('is read at its own commit, whatever the branch holds by then', async () => {
    const first = await host.commit({ [PATH]: steps('      - run: echo old') });
    await host.commit({ [PATH]: steps('      - run: echo new') });
    host.raise('push', { ref: 'refs/heads/main', after: first, deleted: false });
    await runner.idle();
    expect(logOf(runner.runs[0]!)).toContain('old');
  });

  it('of a tag starts nothing when a workflow made it by publishing a release, nor does the release', async () => {
    const path = '.github/workflows/release.yml';
    const on = 'on: { push: { tags: [v*] }, release: { types: [published] } }\n';
    await host.commit({ [path]: `${on}jobs: { a: { runs-on: ubuntu-latest, steps: [{ run: 'true' }] } }\n` });
    const after = (await host.git('rev-parse', 'HEAD')).trim();
    await host.git('tag', 'v1.0.0');
    await host.git('push', '--quiet', 'origin', '--tags');
    const publish = (byRunToken: boolean): void => {
      host.raise('push', { ref: 'refs/tags/v1.0.0', after, deleted: false }, { byRunToken });
      host.raise('release', { action: 'published', release: { tag_name: 'v1.0.0' } }, { byRunToken });
    };
    publish(true);
    await runner.idle();
    expect(runner.runs).toEqual([]);
    publish(false);
    await runner.idle();
    expect(runner.runs.map(({ event }) => event)).toEqual(['push', 'release']);
  });

  it('starts nothing when it deletes, asks to skip, or came from a workflow', async () => {
    const after = await host.commit({ [PATH]: steps('      - run: echo x') });
    const ref = 'refs/heads/main';
    host.raise('push', { ref, after: '0'.repeat(40), deleted: true });
    host.raise('push', { ref, after, deleted: false, head_commit: { message: 'docs [skip ci]' } });
    host.raise('push', { ref, after, deleted: false }, { byRunToken: true });
    await runner.idle();
    expect(runner.runs).toEqual([]);
  });
});

describe('a manual run', () => {
  const workflow = `
run-name: record \${{ inputs.kind }}
on:
  workflow_dispatch:
    inputs:
      kind: { type: choice, options: [release, decision], required: true }
      draft: { type: boolean, default: true }
      count: { type: number, default: 2 }
      note: { description: free text }
jobs:
  only:
    runs-on: ubuntu-latest
    steps:
      - if: inputs.draft && inputs.count == 2
        env: { KIND: '\${{ inputs.kind }}', EVENT: '\${{ github.event.inputs.kind }}' }
        run: echo "kind=$KIND event=$EVENT note=[\${{ inputs.note }}]"
`;

  it('has typed inputs, with the defaults of those that are not given', async () => {
    await host.commit({ [PATH]: workflow });
    host.dispatch(PATH, { kind: 'decision' });
    await runner.idle();
    expect(logOf(runner.runs[0]!)).toContain('kind=decision event=decision note=[]');
    expect(host.started[0]).toMatchObject({
      title: 'record decision',
      event: 'workflow_dispatch',
      path: PATH,
    });
  });

  it.each([
    [{}, "Required input 'kind' not provided"],
    [{ kind: 'party' }, "Provided value 'party' for input 'kind'"],
    [{ kind: 'release', count: 'many' }, "Provided value 'many' for input 'count'"],
    [{ kind: 'release', other: 'x' }, 'Unexpected inputs provided: ["other"]'],
  ])('fails for the inputs %j', async (inputs, message) => {
    await host.commit({ [PATH]: workflow });
    host.dispatch(PATH, inputs);
    await runner.idle();
    expect(runner.runs[0]).toMatchObject({ conclusion: 'failure', jobs: [] });
    expect(runner.runs[0]!.message).toContain(message);
  });
});

describe('what the sandbox does not know', () => {
  const ok = "      - run: 'true'";
  it.each([
    ['a key', steps(ok, '    strategy: { matrix: { a: [1] } }'), 'jobs.only: the key "strategy"'],
    [
      'a runner label',
      steps(ok).replace('ubuntu-latest', 'windows-latest'),
      'the runner label "windows-latest"',
    ],
    ['a function', steps("      - run: echo ${{ hashFiles('x') }}"), "hashFiles('x')"],
    ['a context', steps('      - run: echo ${{ matrix.a }}'), 'matrix.a'],
    ['a key of a step', steps('      - { run: "true", background: true }'), 'background'],
    [
      'a filter',
      `on: { push: { paths: [src] } }\n${steps(ok).split('\n').slice(2).join('\n')}`,
      'the key "paths"',
    ],
    ['a misspelt key', steps(ok).replace('runs-on', 'run-on'), "Unexpected value 'run-on'"],
  ])('%s is an error that names it', async (_what, workflow, message) => {
    const run = await runWorkflow(workflow);
    expect(run).toMatchObject({ conclusion: 'failure', jobs: [] });
    expect(run.message).toContain(message);
  });

  it.each([
    ['an action', '      - uses: actions/cache@v4', 'the action "actions/cache@v4" is not known'],
    [
      'an input',
      '      - { uses: actions/checkout@v4, with: { lfs: true } }',
      'the input "lfs" of actions/checkout@v4',
    ],
    ['a shell', '      - { run: print(1), shell: python }', 'the shell "python"'],
    ['a workflow command', '      - run: echo "::set-output name=a::b"', 'The workflow command "set-output"'],
    ['a line in GITHUB_OUTPUT', '      - run: echo nonsense >> $GITHUB_OUTPUT', 'not of the form name=value'],
    [
      'a variable it may not set',
      '      - run: echo NODE_OPTIONS=x >> $GITHUB_ENV',
      'cannot set NODE_OPTIONS',
    ],
  ])('%s fails the step with an error that names it', async (_what, step, message) => {
    const run = await runWorkflow(steps(step));
    expect(run.conclusion).toBe('failure');
    expect(logOf(run)).toContain(message);
  });

  it('an event is an error of the workflow that listens to it', async () => {
    const workflow =
      "on: [push, issues]\njobs: { a: { runs-on: ubuntu-latest, steps: [{ run: 'true' }] } }\n";
    await host.commit({ [PATH]: workflow });
    host.raise('issues', { action: 'opened' });
    host.raise('label', { action: 'created' });
    await runner.idle();
    expect(runner.runs).toHaveLength(1);
    expect(runner.runs[0]!.message).toContain('the event "issues" is not known to this sandbox');
  });
});

it('shows workflow files that it was not asked to run as skipped', async () => {
  await runner.stop();
  runner = startTestRunner(host, { workflows: ['.github/workflows/release.yml'] });
  const run = await runWorkflow(steps('      - run: echo x'));
  expect(run).toMatchObject({ conclusion: 'skipped', message: 'not run by this sandbox', jobs: [] });
});

describe('a concurrency group', () => {
  const gate = (): string => join(host.jobs, '..', 'gate');
  const workflow = (concurrency: string): string => `
on: workflow_dispatch
concurrency: ${concurrency}
jobs:
  only:
    runs-on: ubuntu-latest
    steps:
      - run: until [ -e '${gate()}' ]; do sleep 0.05; done
`;

  const conclusions = async (concurrency: string): Promise<(string | null)[]> => {
    await host.commit({ [PATH]: workflow(concurrency) });
    for (let count = 0; count < 4; count++) host.dispatch(PATH);
    // The first one runs until the last one has come.
    await until('four runs', () => runner.runs.length === 4);
    await writeFile(gate(), '');
    await runner.idle();
    return runner.runs.map((run) => run.conclusion);
  };

  it('lets one wait and cancels those before it', async () => {
    expect(await conclusions('ledger')).toEqual(['success', 'cancelled', 'cancelled', 'success']);
  });

  it('lets all wait in a row with queue: max', async () => {
    expect(await conclusions('{ group: ledger, queue: max }')).toEqual(Array(4).fill('success'));
  });

  it('ends the one that runs with cancel-in-progress', async () => {
    const results = await conclusions('{ group: ledger, cancel-in-progress: true }');
    expect(results).toEqual(['cancelled', 'cancelled', 'cancelled', 'success']);
  });
});
