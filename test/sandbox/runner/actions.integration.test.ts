import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Runner, RunRecord } from '../../../sandbox/runner/index.ts';
import { startServices } from '../../../sandbox/services/index.ts';
import { createFakeHost, type FakeHost } from './fake-host.ts';
import { startTestRunner } from './start-test-runner.ts';

// Each test starts many small processes, and the machine may be busy.
const PATH = '.github/workflows/ci.yml';
const CHECKOUT = 'actions/checkout@v5';
let host: FakeHost;
let runner: Runner;
/** What the runner is told to be `vaultmesh/record`. */
let action: string;

beforeEach(async () => {
  host = await createFakeHost();
  action = await mkdtemp(join(tmpdir(), 'vaultmesh-test-action-'));
  runner = startTestRunner(host, { actions: new Map([['vaultmesh/record', action]]) });
});

afterEach(async () => {
  await runner.stop();
  await host.remove();
  await rm(action, { recursive: true, force: true });
});

async function writeAction(files: Record<string, string>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(action, path)), { recursive: true });
    await writeFile(join(action, path), content);
  }
}

async function runSteps(text: string, files: Record<string, string> = {}, job = ''): Promise<RunRecord> {
  const workflow = `on: push\njobs:\n  only:\n    runs-on: ubuntu-latest\n${job}\n    steps:\n${text}\n`;
  await host.commit({ [PATH]: workflow, ...files });
  await host.push('refs/heads/main');
  await runner.idle();
  expect(runner.problems).toEqual([]);
  return runner.runs.at(-1)!;
}

const logOf = (run: RunRecord): string => `${run.message ?? ''}${run.jobs.map((job) => job.log).join('')}`;

describe('a composite action', () => {
  const composite = `
name: Record
description: Three steps
inputs:
  kind: { description: What, default: release }
  who: { description: Who, default: '\${{ github.actor }}' }
  fail: { description: Whether to fail }
outputs:
  result: { description: What came of it, value: '\${{ steps.make.outputs.result }}' }
runs:
  using: composite
  steps:
    - id: make
      shell: bash
      env: { KIND: '\${{ inputs.kind }}' }
      run: |
        echo "result=$KIND by \${{ inputs.who }}" >> "$GITHUB_OUTPUT"
        test -f "$GITHUB_ACTION_PATH/action.yml"
        test "$GITHUB_ACTION_PATH" = "\${{ github.action_path }}"
        echo "from the caller: $OUTER"
    - { if: "inputs.fail == 'yes'", shell: bash, run: exit 4 }
    - { if: failure(), shell: bash, run: echo the action noticed }
`;

  it('runs in its own scope with inputs, defaults and outputs', async () => {
    await writeAction({ 'action.yml': composite });
    const run = await runSteps(`
      - id: record
        uses: vaultmesh/record@v1
        env: { OUTER: value }
        with: { kind: decision }
      - run: test "\${{ steps.record.outputs.result }}" = "decision by ada"`);
    expect(logOf(run)).toContain('from the caller: value');
    expect(run.conclusion).toBe('success');
  });

  it('fails the step when one of its steps does, and keeps what it had put out', async () => {
    await writeAction({ 'action.yml': composite });
    const run = await runSteps(`
      - { id: record, uses: vaultmesh/record@0123abc, with: { fail: yes } }
      - { if: failure(), run: 'echo "after: \${{ steps.record.outputs.result }}"' }`);
    expect(run.conclusion).toBe('failure');
    expect(logOf(run)).toContain('the action noticed');
    expect(logOf(run)).toContain('after: release by ada');
  });

  it('is found in a folder of a repository, and of the workspace', async () => {
    const hello = `
name: Hello
description: Says it
runs: { using: composite, steps: [{ shell: bash, run: echo hello }] }
`;
    await writeAction({ 'actions/sub/action.yaml': hello });
    const run = await runSteps(
      `
      - uses: vaultmesh/record/actions/sub@main
      - uses: ${CHECKOUT}
      - uses: ./tools/hello`,
      { 'tools/hello/action.yml': hello },
    );
    expect(logOf(run).match(/^hello$/gm)).toHaveLength(2);
  });

  it.each([
    ['vaultmesh/record@v1', { bogus: 1 }, 'the input "bogus" of vaultmesh/record@v1'],
    ['vaultmesh/record/../../etc@v1', {}, 'points outside of its repository'],
    ['vaultmesh/record/none@v1', {}, 'there is no action.yml'],
    ['docker://alpine', {}, 'the action "docker://alpine" is not known'],
  ])('%s with %j is an error that says why', async (uses, inputs, message) => {
    await writeAction({ 'action.yml': composite });
    const run = await runSteps(`      - { uses: '${uses}', with: ${JSON.stringify(inputs)} }`);
    expect(run.conclusion).toBe('failure');
    expect(logOf(run)).toContain(message);
  });

  it('that needs another runtime is an error that names it', async () => {
    await writeAction({ 'action.yml': 'name: x\ndescription: x\nruns: { using: node20, main: a.js }\n' });
    const run = await runSteps('      - uses: vaultmesh/record@v1');
    expect(logOf(run)).toContain('"node20" is not known to this sandbox');
  });
});

describe('a JavaScript action', () => {
  it('gets its inputs by environment, speaks the protocol, and runs its post program last', async () => {
    await writeAction({
      'package.json': '{"type":"module"}',
      'action.yml': `
name: JS
description: x
inputs: { log-key: { description: x }, two words: { description: x, default: 'a b' } }
outputs: { major: { description: x } }
runs: { using: node24, main: main.js, post: post.js }
`,
      'main.js': `
import { appendFileSync, readFileSync } from 'node:fs';

const { env } = process;
const event = JSON.parse(readFileSync(env.GITHUB_EVENT_PATH, 'utf8'));
console.log('::warning file=a.ts,line=3::50%25 ' + env['INPUT_LOG-KEY'] + ' ' + env['INPUT_TWO_WORDS'] + ' ' + event.ref);
appendFileSync(env.GITHUB_OUTPUT, 'major=' + process.versions.node.split('.')[0] + '\\n');
appendFileSync(env.GITHUB_STATE, 'token<<E\\nkept\\nE\\n');
`,
      'post.js': "console.log('post with ' + process.env.STATE_token)",
    });
    const run = await runSteps(`
      - { id: js, uses: vaultmesh/record@v1, with: { LOG-KEY: k } }
      - run: echo "last step \${{ steps.js.outputs.major }}"`);
    expect(run.conclusion).toBe('success');
    expect(run.jobs[0]!.annotations).toEqual([
      { level: 'warning', message: '50% k a b refs/heads/main', properties: { file: 'a.ts', line: '3' } },
    ]);
    expect(logOf(run)).toMatch(/last step 24\n[^]*post with kept\n/);
  });
});

describe('actions/checkout', () => {
  it('checks out the commit of the event on its branch, one commit deep', async () => {
    const first = await host.commit({ 'a.txt': '1' });
    const run = await runSteps(`
      - { id: co, uses: '${CHECKOUT}' }
      - run: |
          test "$(cat a.txt)" = 1
          test "$(git rev-parse HEAD)" = "$GITHUB_SHA"
          test "$(git branch --show-current)" = main
          test "$(git rev-list --count HEAD)" = 1
          test "\${{ steps.co.outputs.commit }}" = "$GITHUB_SHA"
          git config --get-regexp extraheader | sed 's/^/persisted /'`);
    expect(run.conclusion).toBe('success');
    expect(run.sha).not.toBe(first);
    expect(logOf(run)).toContain('persisted');
    expect(logOf(run)).not.toContain(Buffer.from('x-access-token:ghs_token1').toString('base64'));
  });

  it('takes ref, path, fetch-depth and persist-credentials', async () => {
    await host.commit({ 'a.txt': 'ledger' }, 'ledger');
    await host.git('tag', '-a', 'v1', '-m', 'One');
    await host.git('push', '--quiet', 'origin', '--tags');
    await host.commit({ 'a.txt': 'main' });
    const run = await runSteps(`
      - { uses: '${CHECKOUT}', with: { fetch-depth: 0, persist-credentials: false } }
      - { uses: '${CHECKOUT}', with: { ref: ledger, path: other } }
      - { uses: '${CHECKOUT}', with: { ref: v1, path: tag, fetch-depth: 0 } }
      - run: |
          test "$(cat a.txt) $(cat other/a.txt) $(cat tag/a.txt)" = "main ledger ledger"
          test "$(git -C other branch --show-current)" = ledger
          test "$(git rev-list --count HEAD)" -gt 1
          test "$(git tag)" = v1
          test -z "$(git config --get-regexp extraheader)"`);
    expect(logOf(run)).not.toContain('##[error]');
    expect(run.conclusion).toBe('success');
  });

  it('does not leave the workspace, and fails for a ref that is not there', async () => {
    expect(logOf(await runSteps(`      - { uses: '${CHECKOUT}', with: { path: ../x } }`))).toContain(
      'not inside the workspace',
    );
    const run = await runSteps(`      - { uses: '${CHECKOUT}', with: { ref: nowhere } }`);
    expect(run.conclusion).toBe('failure');
  });
});

describe('artifacts', () => {
  it('carry files from one job of a run to another', async () => {
    await host.commit({
      [PATH]: `
on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - run: mkdir -p dist/sub && echo 1 > dist/a.txt && echo 2 > dist/sub/b.txt && echo 3 > c.log
      - { uses: actions/upload-artifact@v4, with: { name: dist, path: dist, retention-days: 1 } }
      - { uses: actions/upload-artifact@v4, with: { name: one, path: "*.log" } }
      - { uses: actions/upload-artifact@v4, with: { name: dist, path: c.log }, id: again, continue-on-error: true }
      - run: test \${{ steps.again.outcome }} = failure
      - { uses: actions/upload-artifact@v4, with: { name: none, path: none, if-no-files-found: ignore } }
  use:
    needs: build
    runs-on: ubuntu-latest
    steps:
      - { id: get, uses: actions/download-artifact@v5, with: { name: dist, path: in } }
      - run: test "$(cat in/a.txt in/sub/b.txt | tr -d '\\n')" = 12 && test "\${{ steps.get.outputs.download-path }}" = "$PWD/in"
      - { uses: actions/download-artifact@v5, with: { path: all } }
      - run: test "$(cat all/one/c.log)" = 3 && test "$(ls all | tr '\\n' ' ')" = "dist one "
      - { uses: actions/download-artifact@v5, with: { name: missing } }
`,
    });
    await host.push('refs/heads/main');
    await runner.idle();
    const [build, use] = runner.runs[0]!.jobs;
    expect(build).toMatchObject({ conclusion: 'success' });
    expect(use!.steps.map(({ conclusion }) => conclusion)).toEqual([
      ...['success', 'success', 'success', 'success', 'failure'],
    ]);
    expect(use!.log).toContain('Artifact not found for name: missing');
  });

  it('of no files are a warning, or an error when that is asked for', async () => {
    const run = await runSteps(`
      - { uses: actions/upload-artifact@v4, with: { path: none } }
      - { uses: actions/upload-artifact@v4, with: { path: none, if-no-files-found: error } }`);
    expect(run.jobs[0]!.annotations.map(({ level }) => level)).toEqual(['warning', 'error']);
  });
});

it('gives the tools that setup actions promise, and says when the version is another', async () => {
  const run = await runSteps(`
      - { id: py, uses: actions/setup-python@v6, with: { python-version: '2.0', cache: pip } }
      - run: python --version && test -x "\${{ steps.py.outputs.python-path }}"
      - { id: node, uses: actions/setup-node@v5, with: { node-version: 24 } }
      - run: test "$(node --version)" = "\${{ steps.node.outputs.node-version }}"`);
  expect(run.conclusion).toBe('success');
  expect(run.jobs[0]!.annotations.map(({ message }) => message)).toEqual([
    expect.stringMatching(/asks for Python 2\.0; this sandbox has Python 3/),
  ]);
});

it('gets an identity token of the run from the issuer, and not after the job', async () => {
  const services = await startServices();
  try {
    await runner.stop();
    runner = startTestRunner(host, { services });
    const run = await runSteps(
      `
      - run: |
          curl -sS -H "Authorization: Bearer $ACTIONS_ID_TOKEN_REQUEST_TOKEN" "$ACTIONS_ID_TOKEN_REQUEST_URL&audience=sigstore" > answer
          node -e 'const t = JSON.parse(require("fs").readFileSync("answer")).value; console.log("claims=" + Buffer.from(t.split(".")[1], "base64url"))'
          echo "url=$ACTIONS_ID_TOKEN_REQUEST_URL"`,
      {},
      '    environment: ledger\n    permissions: { id-token: write }',
    );
    const claims: unknown = JSON.parse(/claims=(.*)/.exec(logOf(run))?.[1] ?? 'null');
    expect(claims).toMatchObject({
      iss: services.oidc.issuer,
      aud: 'sigstore',
      sub: 'repo:acme/app:environment:ledger',
      repository: 'acme/app',
      repository_id: '7',
      repository_owner_id: '3',
      ref: 'refs/heads/main',
      sha: run.sha,
      event_name: 'push',
      environment: 'ledger',
      job_workflow_ref: `acme/app/${PATH}@refs/heads/main`,
      run_id: '1',
    });
  } finally {
    await services.stop();
  }
});
