import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { fromUtf8 } from '../../core/common/bytes.ts';
import { renderOnboarding, renderService, type TreeFile } from '../../core/spawn/index.ts';
import type { Runner, RunRecord } from '../../sandbox/runner/index.ts';
import { createFakeHost, type FakeHost } from '../sandbox/runner/fake-host.ts';
import { startTestRunner } from '../sandbox/runner/start-test-runner.ts';
import { request } from '../core/spawn/requests.ts';

const RELEASE = '.github/workflows/release.yml';
const RECORD = '.github/workflows/vaultmesh-record.yml';
const DEPLOY = '.github/workflows/deploy.yml';

/** Stands in for the record Action: writes what it was given into its log. */
const RECORD_ACTION = `
name: Record
description: Shows its inputs
inputs:
${[
  ...[
    'kind',
    'operation',
    'component',
    'version',
    'commit',
    'files',
    'publish',
    'upload',
    'log-key',
    'sigstore',
  ],
  ...['subject-name', 'subject-digest'],
  ...[
    'openpgp-key',
    'openpgp-passphrase',
    'fulcio-url',
    'rekor-url',
    'tsa',
    'what',
    'why',
    'how',
    'value',
    'links',
    'people',
  ],
]
  .map((name) => `  ${name}: { description: An input }`)
  .join('\n')}
runs:
  using: composite
  steps:
    - shell: bash
      env:
        GIVEN: \${{ toJSON(inputs) }}
      run: |
        echo "GIVEN-BEGIN"; echo "$GIVEN"; echo "GIVEN-END"
        if [ -d dist ]; then for file in dist/*; do echo "ARCHIVE $file"; tar -tzf "$file" | sort | head -3; done; fi
`;

let host: FakeHost;
let runner: Runner;
let action: string;

beforeEach(async () => {
  host = await createFakeHost();
  host.environments['ledger'] = { secrets: { VAULTMESH_LOG_KEY: 'the-log-key' } };
  action = await mkdtemp(join(tmpdir(), 'vaultmesh-test-action-'));
  await writeFile(join(action, 'action.yml'), RECORD_ACTION);
  const actions = new Map([['vaultmesh/record', action]]);
  runner = startTestRunner(host, { actions, workflows: [RELEASE, RECORD, DEPLOY] });
});

afterEach(async () => {
  await runner.stop();
  await host.remove();
  await rm(action, { recursive: true, force: true });
});

const texts = (files: readonly TreeFile[]): Record<string, string> =>
  Object.fromEntries(files.map((file) => [file.path, fromUtf8(file.content)]));

const logOf = (run: RunRecord | undefined): string =>
  `${run?.message ?? ''}${run?.jobs.map((job) => job.log).join('\n') ?? ''}`;

function givenTo(run: RunRecord | undefined): Record<string, string> {
  const [, json = 'null'] = /^GIVEN-BEGIN$(.*)^GIVEN-END$/ms.exec(logOf(run)) ?? [];
  return JSON.parse(json) as Record<string, string>;
}

const conclusions = (run: RunRecord | undefined): Record<string, string | null> =>
  Object.fromEntries(run?.jobs.map(({ id, conclusion }) => [id, conclusion]) ?? []);

async function pushTag(tag: string): Promise<RunRecord | undefined> {
  await host.git('tag', tag);
  await host.git('push', '--quiet', 'origin', tag);
  await host.push(`refs/tags/${tag}`);
  await runner.idle();
  return runner.runs.findLast((run) => run.path === RELEASE);
}

describe('the workflows of a spawned service', () => {
  beforeEach(async () => {
    // What makes the image needs Docker; without a registry it is left out.
    host.variables['RELEASE_IMAGE'] = 'false';
    await host.commit(texts(renderService(request(), {})));
  });

  it('a version tag archives the source and hands it to the record Action with the key of the ledger', async () => {
    const run = await pushTag('v1.2.0');
    expect({ conclusion: run?.conclusion, log: logOf(run) }).toMatchObject({ conclusion: 'success' });
    expect(conclusions(run)).toEqual({
      build: 'success',
      image: 'skipped',
      record: 'success',
      propose: 'skipped',
    });
    expect(logOf(run)).toContain('ARCHIVE dist/my-service-1.2.0.tar.gz\nmy-service-1.2.0/\n');
    expect(givenTo(run)).toMatchObject({
      kind: 'release',
      component: 'my-service',
      version: '1.2.0',
      files: 'dist/*',
      publish: 'true',
      sigstore: 'auto',
      'fulcio-url': 'https://fulcio.sigstore.dev',
      'rekor-url': 'https://rekor.sigstore.dev',
      tsa: 'http://timestamp.digicert.com\nhttps://freetsa.org/tsr\n',
      'log-key': '***',
    });
  });

  it("an organisation's own services take the place of the public ones", async () => {
    host.variables['VAULTMESH_TSA'] = 'http://127.0.0.1:9/tsr';
    host.variables['VAULTMESH_FULCIO_URL'] = 'http://127.0.0.1:9/fulcio';
    const given = givenTo(await pushTag('v1.0.0'));
    expect(given['tsa']?.trim()).toBe('http://127.0.0.1:9/tsr');
    expect(given['fulcio-url']).toBe('http://127.0.0.1:9/fulcio');
  });

  it('a tag that is no version is refused before anything is recorded', async () => {
    const run = await pushTag('v1.0.0;id');
    expect(run?.conclusion).toBe('failure');
    expect(logOf(run)).toContain('Use one such as v1.2.0');
    expect(logOf(run)).not.toContain('GIVEN');
  });
});

describe('the deploy workflow of a spawned service', () => {
  const deploy = async (): Promise<RunRecord | undefined> => {
    await host.commit(texts(renderService(request(), {})));
    host.dispatch(DEPLOY);
    await runner.idle();
    return runner.runs.find((run) => run.path === DEPLOY);
  };

  it('does nothing until there is somewhere to deploy to, and says what to set', async () => {
    const run = await deploy();
    expect(run?.conclusion).toBe('success');
    expect(conclusions(run)).toEqual({ inert: 'success', deploy: 'skipped', record: 'skipped' });
    expect(logOf(run)).toContain('set the repository variable DEPLOY_ENVIRONMENT to production');
  });
});

describe('the workflow of the platform repository', () => {
  it('records what the app asks for, with its context, from the commit that it names', async () => {
    const commit = await host.commit({ ...texts(renderOnboarding({})), 'docs/adr/spawn-x.md': 'x\n' });
    const inputs = {
      kind: 'decision',
      operation: `decision:docs/adr/spawn-x.md@${commit}`,
      component: 'spawn-x',
      version: '1',
      commit,
      files: 'docs/adr/spawn-x.md',
    };
    const context = JSON.stringify({ what: 'Run "x"', why: "it's $(needed)" });
    const links = JSON.stringify([{ rel: 'affects', target: "it's/$(**)" }]);
    const people = JSON.stringify([{ role: 'author', login: 'ada' }]);
    host.dispatch(RECORD, { ...inputs, context, links, people });
    await runner.idle();
    const run = runner.runs.at(-1);
    expect({ conclusion: run?.conclusion, log: logOf(run) }).toMatchObject({ conclusion: 'success' });
    expect(givenTo(run)).toMatchObject({
      ...inputs,
      what: 'Run "x"',
      why: "it's $(needed)",
      how: '',
      value: '',
      links,
      people,
      upload: 'false',
      'log-key': '***',
    });
  });

  it('signs nothing that was turned down', async () => {
    const commit = await host.commit({ ...texts(renderOnboarding({})), 'docs/adr/x.md': 'x\n' });
    const inputs = { kind: 'decision', component: 'x', version: '1', commit, files: 'docs/adr/x.md' };
    host.dispatch(RECORD, {
      ...inputs,
      operation: `decision:docs/adr/x.md@${commit}:rejected`,
      sign: 'false',
    });
    await runner.idle();
    expect(givenTo(runner.runs.at(-1))).toMatchObject({ sigstore: 'off', 'openpgp-key': '' });
  });
});
