import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getOctokit } from '@actions/github';
import { generateKey } from 'openpgp';
import { parse } from 'yaml';

import { artifactsOfFiles } from '../../core/remembrancer/evidence/index.ts';
import {
  generateLogKey,
  githubStore,
  initLedger,
  parseSignerKey,
} from '../../core/remembrancer/ledger/index.ts';
import { parseProof } from '../../core/remembrancer/proof/index.ts';
import { draftTrust } from '../../core/remembrancer/trust/index.ts';
import { verifyArtifact } from '../../core/remembrancer/verify/index.ts';
import { startGitHub, type GitHubSandbox } from '../../sandbox/github/index.ts';
import { startServices, type Services } from '../../sandbox/services/index.ts';
import { actionNames } from './action-names.ts';
import { watchArguments } from './watch-arguments.ts';

/** The bundles as GitHub runs them: `sh` and the steps of action.yml, with the runner's environment. */
const root = join(import.meta.dirname, '..', '..');
const OWNER = 'acme';
const REPO = 'my-service';
const TAG = 'v1.0.0';

interface Composite {
  inputs: Record<string, { default?: string }>;
  runs: { steps: { id: string; run: string; env: Record<string, string> }[] };
}

interface StepResult {
  code: number | null;
  log: string;
  outputs: Record<string, string>;
  summary: string;
}

let directory: string;
let github: GitHubSandbox;
let services: Services;
let octokit: ReturnType<typeof getOctokit>;
let runToken: string;
let secrets: { logKey: string; openpgpKey: string };

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'vaultmesh-bundles-'));
  github = await startGitHub();
  services = await startServices({ serverUrl: github.url });
  const { token } = github.createUser({ login: 'ada' });
  github.createOrganization({ login: OWNER, members: { ada: 'admin' } });
  octokit = getOctokit(token, { baseUrl: github.apiUrl });
  await octokit.rest.repos.createInOrg({ org: OWNER, name: REPO, auto_init: true });
  await octokit.rest.repos.createRelease({ owner: OWNER, repo: REPO, tag_name: TAG, draft: true });
  const origin = `${new URL(github.url).host}/${OWNER}/${REPO}`;
  const logKey = generateLogKey(origin).signerKey;
  await initLedger(githubStore(octokit, { owner: OWNER, repo: REPO }), parseSignerKey(logKey));
  const { privateKey } = await generateKey({
    userIDs: [{ name: 'acme' }],
    type: 'ecc',
    curve: 'ed25519Legacy',
  });
  secrets = { logKey, openpgpKey: privateKey };
  runToken = github.createRunToken({ owner: OWNER, repo: REPO, permissions: { contents: 'write' } });
});

afterAll(async () => {
  await services.stop();
  await github.stop();
  await rm(directory, { recursive: true, force: true });
});

async function runnerEnvironment(job: string): Promise<Record<string, string>> {
  const workspace = join(directory, job, 'workspace');
  await mkdir(join(workspace, 'dist'), { recursive: true });
  await mkdir(join(directory, job, 'temp'), { recursive: true });
  await writeFile(join(workspace, 'dist', 'my-service.tar.gz'), 'the bytes of the release');
  const event = join(directory, job, 'event.json');
  await writeFile(event, JSON.stringify({ repository: { private: false } }));
  const workflowRef = `${OWNER}/${REPO}/.github/workflows/release.yml@refs/tags/${TAG}`;
  const { requestUrl, requestToken } = services.oidc.grant({
    sub: `repo:${OWNER}/${REPO}:environment:ledger`,
    repository: `${OWNER}/${REPO}`,
    ref: `refs/tags/${TAG}`,
    sha: 'a'.repeat(40),
    workflow_ref: workflowRef,
    job_workflow_ref: workflowRef,
    job_workflow_sha: 'a'.repeat(40),
    workflow_sha: 'a'.repeat(40),
    repository_id: '1',
    repository_owner: OWNER,
    repository_owner_id: '2',
    repository_visibility: 'public',
    event_name: 'push',
    run_id: '42',
    run_attempt: '1',
    runner_environment: 'self-hosted',
  });
  return {
    PATH: `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`,
    GITHUB_ACTION_PATH: root,
    GITHUB_SERVER_URL: github.url,
    GITHUB_API_URL: github.apiUrl,
    GITHUB_GRAPHQL_URL: github.graphqlUrl,
    GITHUB_REPOSITORY: `${OWNER}/${REPO}`,
    GITHUB_SHA: 'a'.repeat(40),
    GITHUB_REF: `refs/tags/${TAG}`,
    GITHUB_REF_TYPE: 'tag',
    GITHUB_REF_NAME: TAG,
    GITHUB_RUN_ID: '42',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_WORKFLOW_REF: workflowRef,
    GITHUB_EVENT_NAME: 'push',
    GITHUB_EVENT_PATH: event,
    GITHUB_WORKSPACE: workspace,
    RUNNER_TEMP: join(directory, job, 'temp'),
    ACTIONS_ID_TOKEN_REQUEST_URL: requestUrl,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: requestToken,
  };
}

/** Runs the three steps as a composite does, stopping at the first that fails. */
async function record(
  job: string,
  given: Record<string, string>,
  environment: Record<string, string> = {},
): Promise<Record<string, StepResult>> {
  const action = parse(await readFile(join(root, 'action.yml'), 'utf8')) as Composite;
  const runner = { ...(await runnerEnvironment(job)), ...environment };
  const results: Record<string, StepResult> = {};
  for (const { id, run, env } of action.runs.steps) {
    const files = {
      GITHUB_OUTPUT: join(directory, job, `${id}.out`),
      GITHUB_STEP_SUMMARY: join(directory, job, `${id}.md`),
    };
    for (const path of Object.values(files)) await writeFile(path, '');
    const inputs = Object.entries(env).map(([variable, expression]) => {
      const name = /^\$\{\{ inputs\.([a-z-]+) \}\}$/.exec(expression)![1]!;
      return [variable, given[name] ?? action.inputs[name]!.default ?? ''] as const;
    });
    const { code, log } = await shell(run, { ...runner, ...files, ...Object.fromEntries(inputs) });
    const outputs = parseOutputs(await readFile(files.GITHUB_OUTPUT, 'utf8'));
    results[id] = { code, log, outputs, summary: await readFile(files.GITHUB_STEP_SUMMARY, 'utf8') };
    if (code !== 0) break;
  }
  return results;
}

function shell(script: string, env: Record<string, string>): Promise<{ code: number | null; log: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn('sh', ['-e', '-c', script], { env, timeout: 60_000 });
    let log = '';
    child.stdout.on('data', (chunk: Buffer) => (log += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code, log });
    });
  });
}

/** `name<<delimiter`, lines, delimiter: how the toolkit writes GITHUB_OUTPUT. */
function parseOutputs(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/^([a-z]+)<<(\S+)\n([\s\S]*?)\n\2$/gm)].map(([, name, , value]) => [name!, value!]),
  );
}

const inputs = (): Record<string, string> => ({
  files: 'dist/*',
  'log-key': secrets.logKey,
  'openpgp-key': secrets.openpgpKey,
  tsa: services.tsaUrl,
  'fulcio-url': services.fulcioUrl,
  'rekor-url': services.rekorUrl,
  token: runToken,
  publish: 'true',
});

/** The lines of the secrets that tell something. */
const secretLines = (): string[] =>
  Object.values(secrets).flatMap((secret) =>
    secret.split(/\r?\n/).filter((line) => line.length > 20 && !line.startsWith('-----')),
  );

describe('the shipped bundles', () => {
  it.each(actionNames)('of %s have at most 3 MiB', async (action) => {
    const { size } = await stat(join(root, 'actions', action, 'dist', 'index.js'));
    expect(size).toBeLessThan(3 * 1024 * 1024);
  });

  it('sign, timestamp, append and publish a release that a stranger can verify', async () => {
    const before = github.traffic.exchanges.length;
    const steps = await record('first', inputs());
    const requests = github.traffic.exchanges.length - before;
    expect(Object.entries(steps).map(([id, { code, log }]) => [id, code, code === 0 ? '' : log])).toEqual([
      ['sign', 0, ''],
      ['timestamp', 0, ''],
      ['append', 0, ''],
    ]);
    const { data: release } = await octokit.rest.repos.getReleaseByTag({
      owner: OWNER,
      repo: REPO,
      tag: TAG,
    });
    expect(release.assets.map(({ name }) => name).sort()).toEqual([
      'my-service.tar.gz',
      'my-service.tar.gz.asc',
      'my-service.tar.gz.sigstore.json',
      'my-service.tar.gz.tsr',
      'my-service.tar.gz.vmproof',
    ]);
    expect(requests - release.assets.length).toBeLessThanOrEqual(6);
    expect(steps['append']!.summary).toContain('## The release my-service 1.0.0 is recorded');

    const workspace = join(directory, 'first', 'workspace');
    const [artifact] = await artifactsOfFiles([join(workspace, 'dist', 'my-service.tar.gz')]);
    const verdict = await verifyArtifact({
      artifact: artifact!,
      proof: parseProof(await readFile(join(workspace, steps['append']!.outputs['proof']!), 'utf8')),
      trust: await draftTrust(githubStore(octokit, { owner: OWNER, repo: REPO }), {
        tsaRoots: [services.tsaRoot],
        sigstoreRoot: services.trustedRoot,
        openpgpFingerprints: [],
      }),
      require: ['digest', 'openpgp', 'sigstore', 'rfc3161', 'receipt', 'inclusion'],
      clock: () => new Date(),
    });
    expect(verdict.layers.filter(({ status }) => status !== 'valid').map(({ layer }) => layer)).toEqual([
      'witness',
    ]);
    expect(verdict.verdict).toBe('valid');
  });

  it('find the record when the job is run again', async () => {
    const { append } = await record('again', inputs());
    expect(append!.code).toBe(0);
    expect(JSON.parse(append!.outputs['outcome']!)).toMatchObject({
      reason: 'already-done',
      result: { index: 0 },
    });
  });

  it('mask the secrets before anything else is printed, and print none of them', async () => {
    const steps = await record('masks', { ...inputs(), upload: 'false' });
    for (const id of ['sign', 'append']) {
      const { code, log } = steps[id]!;
      expect([id, code, log.split('\n', 1)[0]]).toEqual([id, 0, expect.stringMatching(/^::add-mask::/)]);
      const rest = log.replaceAll(/^::add-mask::.*$/gm, '');
      for (const secret of secretLines()) expect(rest).not.toContain(secret);
    }
    const { sign, append } = await record('no-key', { ...inputs(), 'openpgp-key': 'not a key' });
    expect(sign!.code).toBe(1);
    expect(append).toBeUndefined();
    expect(sign!.log.replaceAll(/^::add-mask::.*$/gm, '')).not.toContain('not a key');
  });

  it('leave no secret in a file', async () => {
    await record('files', { ...inputs(), upload: 'false' });
    const entries = await readdir(join(directory, 'files'), { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    expect(files.map(({ name }) => name)).toContain('evidence.json');
    for (const { parentPath, name } of files) {
      const content = await readFile(join(parentPath, name), 'latin1');
      for (const secret of secretLines()) {
        expect({ name, leaks: content.includes(secret) }).toEqual({ name, leaks: false });
      }
    }
  });

  // Skipped elsewhere: only Linux shows the arguments of other processes, in /proc.
  (existsSync('/proc/self/cmdline') ? it : it.skip)(
    'put no secret into an argument list, where other users of the machine could read it',
    async () => {
      const watch = watchArguments();
      await record('arguments', { ...inputs(), upload: 'false' });
      const lists = [...(await watch.stop())];
      expect(lists.filter((list) => list.includes('actions/append/dist/index.js'))).not.toEqual([]);
      for (const secret of secretLines()) {
        expect(lists.filter((list) => list.includes(secret))).toEqual([]);
      }
    },
  );

  it('say what to add when the job may not write', async () => {
    const readOnly = github.createRunToken({ owner: OWNER, repo: REPO, permissions: { contents: 'read' } });
    const { append } = await record('read-only', {
      ...inputs(),
      token: readOnly,
      operation: 'release:v1.0.1',
    });
    expect(append!.code).toBe(1);
    expect(append!.log).toContain('permissions: contents: write');
    expect(JSON.parse(append!.outputs['outcome']!)).toMatchObject({ reason: 'not-permitted' });
  });

  it.each(['none', 'old'])('say what to add when the Node on the PATH is %s', async (node) => {
    const folder = join(directory, `bin-${node}`);
    await mkdir(folder);
    await symlink('/bin/sh', join(folder, 'sh'));
    // As Node 20 answers to the question for 24.
    if (node === 'old') await writeFile(join(folder, 'node'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    const { sign, timestamp } = await record(`node-${node}`, inputs(), { PATH: folder });
    expect(timestamp).toBeUndefined();
    expect(sign!.log).toContain(
      '::error title=VaultMesh needs Node.js 24::Add a step with actions/setup-node',
    );
  });
});
