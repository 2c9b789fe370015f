import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Runner, RunRecord } from '../../../sandbox/runner/index.ts';
import { createFakeHost, OWNER, REPO, type FakeHost } from './fake-host.ts';
import { startTestRunner } from './start-test-runner.ts';

// Each test starts many small processes, and the machine may be busy.
const CALLER = '.github/workflows/caller.yml';
const CALLED = '.github/workflows/called.yml';
let host: FakeHost;
let runner: Runner;

beforeEach(async () => {
  host = await createFakeHost();
  runner = startTestRunner(host, { workflows: [CALLER] });
});

afterEach(async () => {
  await runner.stop();
  await host.remove();
});

async function run(caller: string, files: Record<string, string>): Promise<RunRecord> {
  await host.commit({ [CALLER]: caller, ...files });
  await host.push('refs/heads/main');
  await runner.idle();
  expect(runner.problems).toEqual([]);
  return runner.runs.findLast(({ path }) => path === CALLER)!;
}

/** A caller of one job, with these keys of the job. */
const calling = (job: string, top = ''): string =>
  `on: push\n${top}\njobs:\n  call:\n    uses: ./${CALLED}\n${job}\n`;

/** A called workflow of one job that runs a script. */
const called = (script: string, { on = '', job = '' } = {}): string => `
on:
  workflow_call:
${on}
jobs:
  work:
    runs-on: ubuntu-latest
${job}
    steps:
      - run: |
${script.replaceAll(/^/gm, '          ')}
`;

const logOf = (record: RunRecord): string =>
  `${record.message ?? ''}${record.jobs.map((job) => job.log).join('')}`;

describe('a called workflow', () => {
  it('gets typed inputs with defaults, and gives outputs to the job that calls and those that need it', async () => {
    const record = await run(
      `
on: push
name: Caller
jobs:
  before:
    runs-on: ubuntu-latest
    outputs: { word: '\${{ steps.a.outputs.word }}' }
    steps: [{ id: a, run: 'echo word=hello >> "$GITHUB_OUTPUT"' }]
  call:
    name: Calls
    needs: before
    uses: ./${CALLED}
    with: { text: '\${{ needs.before.outputs.word }}', flag: true }
  after:
    needs: call
    runs-on: ubuntu-latest
    steps: [{ run: 'test "\${{ needs.call.outputs.made }} \${{ needs.call.result }}" = "hello-3-true success"' }]
`,
      {
        [CALLED]: `
on:
  workflow_call:
    inputs:
      text: { type: string, required: true }
      count: { type: number, default: 3 }
      flag: { type: boolean }
      none: { type: string }
    outputs: { made: { value: '\${{ jobs.work.outputs.made }}' } }
env: { OWN: own }
jobs:
  work:
    name: Works
    runs-on: ubuntu-latest
    outputs: { made: '\${{ steps.make.outputs.made }}' }
    steps:
      - id: make
        if: inputs.flag == true && inputs.none == ''
        run: echo "made=\${{ inputs.text }}-\${{ inputs.count }}-\${{ inputs.flag }}" >> "$GITHUB_OUTPUT"
      - run: test "$OWN \${{ github.workflow }} $GITHUB_WORKFLOW_REF" = "own Caller ${OWNER}/${REPO}/${CALLER}@refs/heads/main"
      - run: test "\${{ job.workflow_file_path }} \${{ job.workflow_repository }}" = "${CALLED} ${OWNER}/${REPO}"
`,
      },
    );
    expect(record.message).toBeUndefined();
    expect(record.jobs.map(({ id, name, conclusion }) => ({ id, name, conclusion }))).toEqual([
      { id: 'before', name: 'before', conclusion: 'success' },
      { id: 'after', name: 'after', conclusion: 'success' },
      { id: 'call / work', name: 'Calls / Works', conclusion: 'success' },
    ]);
  });

  it('does not see the variables of the caller, and fails the job that calls it', async () => {
    const record = await run(calling('', 'env: { OUTER: outer }'), {
      [CALLED]: called('test -z "$OUTER" && echo unseen\nexit 3'),
    });
    expect(logOf(record)).toContain('unseen');
    expect(record.conclusion).toBe('failure');
  });

  it('is skipped as one job, or waits for its concurrency group', async () => {
    const skipped = await run(calling('    if: false'), { [CALLED]: called('true') });
    expect(skipped.jobs.map(({ id, conclusion }) => [id, conclusion])).toEqual([['call', 'skipped']]);
    const turn = await run(calling('    concurrency: { group: g, queue: max }'), {
      [CALLED]: called('true'),
    });
    expect(turn.conclusion).toBe('success');
  });

  it.each(['refs/heads/lib', 'v1', 'commit'])('may stand in another repository at %s', async (at) => {
    const library = await host.commit({ [CALLED]: called('true') }, 'lib');
    await host.git('tag', 'v1');
    await host.git('push', '--quiet', 'origin', 'v1');
    const ref = at === 'commit' ? library : at;
    const identities: Record<string, unknown>[] = [];
    await runner.stop();
    const grant = (claims: Record<string, unknown>) => {
      identities.push(claims);
      return { requestUrl: 'http://127.0.0.1:9/?v=1', requestToken: 'oidc-request', revoke: () => undefined };
    };
    runner = startTestRunner(host, { workflows: [CALLER], services: { oidc: { grant } } as never });
    const caller = `on: push\njobs:\n  call:\n    permissions: { id-token: write }\n    uses: other/lib/${CALLED}@${ref}\n`;
    const record = await run(caller, { [CALLED]: 'not there' });
    expect(record.message).toBeUndefined();
    expect(record.conclusion).toBe('success');
    const full = { 'refs/heads/lib': ref, v1: 'refs/tags/v1', commit: library }[at];
    expect(identities).toEqual([
      expect.objectContaining({
        repository: `${OWNER}/${REPO}`,
        workflow_ref: `${OWNER}/${REPO}/${CALLER}@refs/heads/main`,
        job_workflow_ref: `other/lib/${CALLED}@${full}`,
        job_workflow_sha: library,
      }),
    ]);
  });
});

describe('secrets', () => {
  const show = called(
    'echo "log-key=${{ secrets.KEY }}" | tr a-z A-Z\necho "other=${{ secrets.OTHER }}" | tr a-z A-Z',
    {
      on: '    secrets:\n      KEY: {}\n      OTHER: {}\n',
      job: '    environment: ledger',
    },
  );
  beforeEach(() => {
    host.environments['']!.secrets = { OTHER: 'repository' };
    host.environments['ledger'] = { secrets: { KEY: 'environment' } };
  });

  it.each([
    ['inherit', 'secrets: inherit', 'LOG-KEY=ENVIRONMENT', 'OTHER=REPOSITORY'],
    ['named', "secrets: { KEY: '${{ secrets.KEY }}' }", 'LOG-KEY=ENVIRONMENT', 'OTHER=\n'],
    ['none', '', 'LOG-KEY=\n', 'OTHER=\n'],
  ])('%s', async (_name, secrets, key, other) => {
    const record = await run(calling(`    ${secrets}`), { [CALLED]: show });
    expect(record.conclusion).toBe('success');
    expect(logOf(record)).toContain(key);
    expect(logOf(record)).toContain(other);
  });

  it('of an environment are only for jobs that name it', async () => {
    const without = show.replace('    environment: ledger', '');
    const record = await run(calling('    secrets: inherit'), { [CALLED]: without });
    expect(logOf(record)).toContain('LOG-KEY=\n');
  });

  it.each(['inherit', "{ OTHER: '${{ secrets.OTHER }}' }"])(
    'of an environment stay within the owner, also with %s',
    async (secrets) => {
      await host.commit({ [CALLED]: show }, 'lib');
      const caller = `on: push\njobs:\n  call:\n    uses: other/lib/${CALLED}@lib\n    secrets: ${secrets}\n`;
      const record = await run(caller, {});
      expect(logOf(record)).toContain('LOG-KEY=\n');
      expect(logOf(record)).toContain(secrets === 'inherit' ? 'OTHER=\n' : 'OTHER=REPOSITORY\n');
    },
  );
});

describe('permissions', () => {
  it('of a job that names none are those of the job that calls', async () => {
    await run(calling('    permissions: { contents: write }'), { [CALLED]: called('true') });
    expect(host.tokens.at(-1)?.permissions).toEqual({ metadata: 'read', contents: 'write' });
  });

  it('can be lowered, and not raised', async () => {
    const job = '    permissions: { contents: read, issues: write }';
    const lowered = await run(calling('    permissions: write-all'), { [CALLED]: called('true', { job }) });
    expect(lowered.conclusion).toBe('success');
    expect(host.tokens.at(-1)?.permissions).toEqual({ metadata: 'read', contents: 'read', issues: 'write' });
    const raised = await run(calling('    permissions: { contents: write }'), {
      [CALLED]: called('true', { job }),
    });
    expect(raised.message).toContain(
      "the nested job 'work' is requesting 'issues: write', but is only allowed 'issues: none'",
    );
  });
});

describe('what cannot be called is said before anything runs', () => {
  const inputs = '    inputs:\n      must: { type: string, required: true }\n';
  it.each([
    ['a file that is not there', calling('').replace('called.yml', 'none.yml'), 'was not found'],
    ['an unknown input', calling('    with: { no: 1, must: x }'), 'Invalid input, no is not defined'],
    ['a missing input', calling(''), 'Input must is required, but not provided while calling'],
    [
      'an unknown secret',
      calling("    with: { must: x }\n    secrets: { no: '1' }"),
      'Invalid secret, no is not defined',
    ],
    [
      'the token of a job that has none',
      calling("    with: { must: x }\n    secrets: { t: '${{ secrets.GITHUB_TOKEN }}' }"),
      'is not known to this sandbox',
    ],
    [
      'a matrix',
      calling('    with: { must: x }\n    strategy: { matrix: { a: [1] } }'),
      'the key "strategy" is not known',
    ],
    ['no ref', calling('').replace(`./${CALLED}`, `other/lib/${CALLED}`), 'is not the address'],
  ])('%s', async (_name, caller, message) => {
    const record = await run(caller, { [CALLED]: called('true', { on: inputs }) });
    expect({ conclusion: record.conclusion, jobs: record.jobs }).toEqual({ conclusion: 'failure', jobs: [] });
    expect(record.message).toContain(message);
  });

  it('a workflow without the trigger', async () => {
    const record = await run(calling(''), { [CALLED]: called('true').replace('workflow_call', 'release') });
    expect(record.message).toContain('has no "on: workflow_call" trigger');
  });

  it('more than four levels, which also ends a loop', async () => {
    const next = (to: number) => `on: workflow_call\njobs:\n  n:\n    uses: ./.github/workflows/l${to}.yml\n`;
    const level = (number: number) => `.github/workflows/l${number}.yml`;
    const caller = `on: push\njobs:\n  n:\n    uses: ./${level(2)}\n`;
    const files = { [level(2)]: next(3), [level(3)]: next(4), [level(4)]: called('echo deep') };
    const record = await run(caller, files);
    expect(record.jobs.map(({ id }) => id)).toEqual(['n / n / n / work']);
    const loop = await run(caller, { ...files, [level(4)]: next(2) });
    expect(loop.message).toContain('at most 4 levels deep');
  });

  it('a value of another type, by the job that gives it', async () => {
    const on = '    inputs:\n      count: { type: number }\n';
    const record = await run(calling('    with: { count: "${{ github.actor }}" }'), {
      [CALLED]: called('true', { on }),
    });
    expect(record.conclusion).toBe('failure');
    expect(logOf(record)).toContain('the input count is "ada", and not a number');
  });
});
