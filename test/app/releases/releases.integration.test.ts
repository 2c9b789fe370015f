import { fileURLToPath } from 'node:url';
import { Octokit } from '@octokit/rest';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { githubStore, readHead } from '../../../core/remembrancer/ledger/index.ts';
import { readMemory } from '../../../core/remembrancer/memory/index.ts';
import type { GitHubSandbox } from '../../../sandbox/github/index.ts';
import { type Runner, startRunner } from '../../../sandbox/runner/index.ts';
import { type Services, startServices } from '../../../sandbox/services/index.ts';
import { setEnvironmentSecret } from '../../../sandbox/world/set-environment-secret.ts';
import { setServiceAddresses } from '../../../sandbox/world/set-service-addresses.ts';
import { WORLD_WORKFLOWS } from '../../../sandbox/world/start-world.ts';
import { deliverAgain } from '../fixtures/deliver-again.ts';
import { answersTo, giveCommand, reactionsTo } from '../fixtures/give-command.ts';
import { type LateRuns, lateRuns } from '../fixtures/late-runs.ts';
import { ORGANIZATION, PLATFORM, type SandboxApp, startSandboxApp } from '../fixtures/sandbox-app.ts';

const project = fileURLToPath(new URL('../../..', import.meta.url));
const SERVICE = { owner: ORGANIZATION, repo: 'my-service' };
const RECORD_ACTION = `vaultmesh/record@${'0'.repeat(39)}1`;

let world: SandboxApp;
let services: Services;
let runner: Runner;
let late: LateRuns<GitHubSandbox>;
beforeAll(async () => {
  world = await startSandboxApp({
    environment: {
      VAULTMESH_RECORD_ACTION: RECORD_ACTION,
      VAULTMESH_RUN_PATIENCE: '3',
    },
  });
  const { github, maria } = world;
  services = await startServices({ serverUrl: github.url });
  late = lateRuns(github);
  runner = startRunner({
    github: late.github,
    services,
    actions: new Map([['vaultmesh/record', project]]),
    workflows: WORLD_WORKFLOWS,
  });
  await setServiceAddresses(maria, ORGANIZATION, services);
  const withoutImage = { name: 'RELEASE_IMAGE', value: 'false', visibility: 'all' } as const;
  await maria.octokit.actions.createOrgVariable({ org: ORGANIZATION, ...withoutImage });
  world.install();
  await world.settled();
});
afterAll(async () => {
  expect(world.github.traffic.unknownRoutes).toEqual([]);
  await runner.stop();
  await services.stop();
  await world.stop();
});

/** Resolves when the app, and every run that it or a person started, has come to its end. */
async function ended(): Promise<void> {
  for (let runs = -1; runs !== runner.runs.length;) {
    runs = runner.runs.length;
    await world.settled();
    await runner.idle();
    await world.settled();
  }
}

type Repository = typeof PLATFORM;
type Files = Readonly<Record<string, string>>;

/** Publishes a release as its page does: a draft, its files, and then the button; by hand, unless another client does. */
async function publish(
  repository: Repository,
  tag: string,
  files: Files,
  { prerelease = false, octokit = world.maria.octokit } = {},
): Promise<void> {
  const { data: release } = await octokit.repos.createRelease({
    ...repository,
    tag_name: tag,
    draft: true,
    prerelease,
  });
  for (const [name, data] of Object.entries(files)) {
    await octokit.request(`POST ${release.upload_url}`, { name, data });
  }
  await octokit.repos.updateRelease({ ...repository, release_id: release.id, draft: false });
}

async function recordsOf(repository: Repository) {
  const store = githubStore(world.maria.octokit, repository);
  return (await readMemory(store, await readHead(store))).records;
}
/** Those that this machine runs: the others are skipped. */
const runsOf = ({ repo }: Repository) =>
  runner.runs.filter((run) => run.repo === repo && run.conclusion !== 'skipped');
const logs = () => runner.runs.flatMap(({ jobs }) => jobs.map(({ log }) => log)).join('\n');

async function checksOf(repository: Repository, tag: string) {
  const { data } = await world.maria.octokit.checks.listForRef({
    ...repository,
    ref: `tags/${tag}`,
    check_name: 'VaultMesh record',
    filter: 'all',
  });
  const own = data.check_runs.filter(({ external_id: id }) => id === `record release:${tag}`);
  return own.map(({ id, conclusion, output }) => ({
    id,
    conclusion,
    title: output.title,
    summary: output.summary,
  }));
}

async function assetsOf(tag: string): Promise<string[]> {
  const { data } = await world.maria.octokit.repos.getReleaseByTag({ ...PLATFORM, tag });
  return data.assets.map(({ name }) => name).sort();
}

describe('a release that is published by hand', () => {
  it('is recorded by the workflow of its repository, with its own assets, and has their proofs', async () => {
    await publish(PLATFORM, 'v1.0.0', { 'app.tar.gz': 'the app' });
    await ended();
    expect({ runs: runsOf(PLATFORM).map(({ conclusion }) => conclusion), log: '' }).toEqual({
      runs: ['success'],
      log: runsOf(PLATFORM)[0]?.conclusion === 'success' ? '' : logs(),
    });
    const records = await recordsOf(PLATFORM);
    expect(
      records.map(({ id, version, subjects }) => [id, version, ...subjects.map(({ name }) => name)]),
    ).toEqual([['release:v1.0.0', '1.0.0', 'app.tar.gz']]);
    expect(await assetsOf('v1.0.0')).toEqual([
      'app.tar.gz',
      'app.tar.gz.sigstore.json',
      'app.tar.gz.tsr',
      'app.tar.gz.vmproof',
    ]);
  });

  it('has a check on its commit with the verdict for each layer', async () => {
    const [check, ...more] = await checksOf(PLATFORM, 'v1.0.0');
    expect(check).toMatchObject({ conclusion: 'success', title: 'The release v1.0.0 is recorded' });
    expect(check!.summary).toContain('`release:v1.0.0` is entry 0');
    expect(check!.summary).toMatch(/\| inclusion \| \*\*valid\*\*/);
    expect(more).toEqual([]);
  });

  it('is answered for by /verify, layer by layer', async () => {
    const command = await giveCommand(world.maria, '/verify v1.0.0');
    expect(await reactionsTo(world.maria, command)).toEqual(['eyes', 'rocket']);
    const [answer] = await answersTo(world.maria, command);
    expect(answer).toContain('1 file, 1 recorded');
    for (const layer of ['digest', 'receipt', 'inclusion'])
      expect(answer).toContain(`| ${layer} | **valid**`);
  });

  it('comes to nothing else when it is delivered again, or the command is given too', async () => {
    await deliverAgain(world, 'release', 'published');
    await deliverAgain(world, 'workflow_run', 'completed');
    const command = await giveCommand(world.maria, '/record release v1.0.0');
    await ended();
    expect((await answersTo(world.maria, command))[0]).toContain('`release:v1.0.0` is entry 0');
    expect(runsOf(PLATFORM)).toHaveLength(1);
    expect(await checksOf(PLATFORM, 'v1.0.0')).toHaveLength(1);
  });

  it('is recorded by its source where it has no assets, also as a prerelease', async () => {
    await publish(PLATFORM, 'v1.1.0-rc1', {}, { prerelease: true });
    await ended();
    expect(await assetsOf('v1.1.0-rc1')).toContain('platform-1.1.0-rc1.tar.vmproof');
    const records = await recordsOf(PLATFORM);
    expect(records.at(-1)).toMatchObject({
      id: 'release:v1.1.0-rc1',
      subjects: [{ name: 'platform-1.1.0-rc1.tar' }],
    });
  });

  it('is not called whole when it got a file after its record', async () => {
    const { octokit } = world.maria;
    const { data: release } = await octokit.repos.getReleaseByTag({ ...PLATFORM, tag: 'v1.0.0' });
    await octokit.request(`POST ${release.upload_url}`, { name: 'late.txt', data: 'late' });
    const [check] = await checksOf(PLATFORM, 'v1.0.0');
    await octokit.checks.rerequestRun({ ...PLATFORM, check_run_id: check!.id });
    await ended();
    const title = 'The release v1.0.0 is recorded, but not 1 file of it';
    expect(await checksOf(PLATFORM, 'v1.0.0')).toMatchObject([
      { id: check!.id, conclusion: 'neutral', title },
    ]);
  });

  it('is not called recorded as it is when its files were deleted after that', async () => {
    const { octokit } = world.maria;
    const { data: release } = await octokit.repos.getReleaseByTag({ ...PLATFORM, tag: 'v1.0.0' });
    for (const { id } of release.assets)
      await octokit.repos.deleteReleaseAsset({ ...PLATFORM, asset_id: id });
    const [check] = await checksOf(PLATFORM, 'v1.0.0');
    await octokit.checks.rerequestRun({ ...PLATFORM, check_run_id: check!.id });
    await ended();
    const title = 'The release v1.0.0 is recorded, but it lacks 1 file of the record';
    expect(await checksOf(PLATFORM, 'v1.0.0')).toMatchObject([
      { id: check!.id, conclusion: 'neutral', title },
    ]);
  });

  it('is found by the sweep where its delivery was lost', async () => {
    await world.app.stop('SIGKILL');
    await publish(PLATFORM, 'v1.2.0', { app: 'lost' });
    await world.github.idle();
    await world.restart('SIGTERM');
    await ended();
    expect((await recordsOf(PLATFORM)).map(({ id }) => id)).toContain('release:v1.2.0');
    expect(await checksOf(PLATFORM, 'v1.2.0')).toMatchObject([{ conclusion: 'success' }]);
  });
});

describe('a record that fails', () => {
  it('is said on the commit, and the button has it made', async () => {
    const environment = { ...PLATFORM, environment: 'ledger' };
    const key = world.github.secretsFor(environment)['VAULTMESH_LOG_KEY']!;
    await setEnvironmentSecret(world.maria, PLATFORM, 'ledger', { VAULTMESH_LOG_KEY: 'no key' });
    await publish(PLATFORM, 'v2.0.0', { app: 'two' });
    await ended();
    const [check] = await checksOf(PLATFORM, 'v2.0.0');
    expect(check).toMatchObject({ conclusion: 'failure', title: 'The release v2.0.0 is not recorded' });
    const runs = runsOf(PLATFORM).length;

    await setEnvironmentSecret(world.maria, PLATFORM, 'ledger', { VAULTMESH_LOG_KEY: key });
    await press(check!.id, 'record', 'otto');
    expect((await checksOf(PLATFORM, 'v2.0.0'))[0]!.summary).toContain(
      'The button did nothing. This takes the role',
    );
    expect(runsOf(PLATFORM)).toHaveLength(runs);

    await press(check!.id, 'record', 'maria');
    await deliverAgain(world, 'check_run', 'requested_action');
    await ended();
    expect(runsOf(PLATFORM)).toHaveLength(runs + 1);
    expect(await checksOf(PLATFORM, 'v2.0.0')).toMatchObject([
      { id: check!.id, conclusion: 'success', title: 'The release v2.0.0 is recorded' },
    ]);
  });
});

describe('a record that was made while a service was down', () => {
  it('says what is owed, and the button gets it', async () => {
    await services.setFault('tsa', 'server-error');
    await publish(PLATFORM, 'v3.0.0', { app: 'three' });
    await ended();
    const [check] = await checksOf(PLATFORM, 'v3.0.0');
    expect(check).toMatchObject({
      conclusion: 'neutral',
      title: 'The release v3.0.0 is recorded without rfc3161',
    });

    await services.setFault('tsa', undefined);
    await press(check!.id, 'backfill', 'maria');
    expect(await checksOf(PLATFORM, 'v3.0.0')).toMatchObject([
      { id: check!.id, conclusion: 'success', title: 'The release v3.0.0 is recorded' },
    ]);
    expect(await assetsOf('v3.0.0')).toContain('app.tsr');
  });
});

describe('the release of a spawned service', () => {
  it('is recorded by its own workflow, and once', async () => {
    await reactionsTo(world.maria, await giveCommand(world.maria, '/spawn my-service'));
    await publish(SERVICE, 'v1.0.0', {});
    await ended();
    expect(runsOf(SERVICE).map(({ path, conclusion }) => [path, conclusion])).toEqual([
      ['.github/workflows/release.yml', 'success'],
    ]);
    expect((await recordsOf(SERVICE)).filter(({ kind }) => kind === 'release').map(({ id }) => id)).toEqual([
      'release:v1.0.0',
    ]);
    expect(await checksOf(SERVICE, 'v1.0.0')).toMatchObject([{ conclusion: 'success' }]);
  });

  it('is not recorded again when that workflow publishes it', async () => {
    const { octokit } = world.maria;
    const { data: main } = await octokit.git.getRef({ ...SERVICE, ref: 'heads/main' });
    await octokit.repos.createRelease({ ...SERVICE, tag_name: 'v1.1.0', draft: true });
    await octokit.git.createRef({ ...SERVICE, ref: 'refs/tags/v1.1.0', sha: main.object.sha });
    await ended();
    const { data: release } = await octokit.repos.getReleaseByTag({ ...SERVICE, tag: 'v1.1.0' });
    expect(release.draft).toBe(false);
    expect(new Set(runsOf(SERVICE).map(({ path }) => path))).toEqual(
      new Set(['.github/workflows/release.yml']),
    );
  });
});

/** The workflows that ran for a repository after the first so many runs. */
const pathsAfter = (repository: Repository, before: number) =>
  runsOf(repository)
    .slice(before)
    .map(({ path, conclusion }) => [path, conclusion]);
/** The files of each record of an operation. */
const recordedAs = async (repository: Repository, operation: string) =>
  (await recordsOf(repository))
    .filter(({ id }) => id === operation)
    .map(({ subjects }) => subjects.map(({ name }) => name));

const OWN = `on: { release: { types: [published] } }
jobs:
  record:
    runs-on: ubuntu-24.04
    steps: [{ uses: '${RECORD_ACTION}' }]
`;

describe('a release whose own workflow does not begin', () => {
  it('since a workflow published it with its own token, is recorded all the same, and once', async () => {
    await world.maria.octokit.repos.createOrUpdateFileContents({
      ...PLATFORM,
      path: '.github/workflows/release.yml',
      message: 'ci: record releases',
      content: Buffer.from(OWN).toString('base64'),
    });
    await ended();
    const before = runsOf(PLATFORM).length;
    const token = world.github.createRunToken({ ...PLATFORM, permissions: { contents: 'write' } });
    const octokit = new Octokit({ auth: token, baseUrl: world.github.apiUrl });
    await publish(PLATFORM, 'v4.0.0', { app: 'by a workflow' }, { octokit });
    await ended();
    const recording = [['.github/workflows/vaultmesh-record.yml', 'success']];
    expect(pathsAfter(PLATFORM, before)).toEqual(recording);
    expect(await recordedAs(PLATFORM, 'release:v4.0.0')).toEqual([['app']]);
    expect(await checksOf(PLATFORM, 'v4.0.0')).toMatchObject([{ conclusion: 'success' }]);

    await deliverAgain(world, 'release', 'published');
    await ended();
    expect(pathsAfter(PLATFORM, before)).toEqual(recording);
  });

  it('is on the ledger once where it begins after all', async () => {
    const before = runsOf(SERVICE).length;
    late.hold(({ name, payload }) => name === 'push' && payload['ref'] === 'refs/tags/v1.3.0');
    await publish(SERVICE, 'v1.3.0', {});
    await ended();
    late.release();
    await ended();
    expect(pathsAfter(SERVICE, before)).toEqual([
      ['.github/workflows/vaultmesh-record.yml', 'success'],
      ['.github/workflows/release.yml', 'failure'],
    ]);
    expect(logs()).toContain('The operation release:v1.3.0 is on the ledger for other artifacts');
    expect(await recordedAs(SERVICE, 'release:v1.3.0')).toEqual([['my-service-1.3.0.tar']]);
    expect(await checksOf(SERVICE, 'v1.3.0')).toMatchObject([{ conclusion: 'success' }]);
  });
});

/** Presses a button of a check, and waits for what comes of it. */
async function press(run: number, identifier: string, by: string): Promise<void> {
  await world.github.pressCheckButton({ ...PLATFORM, run, identifier, by });
  await ended();
}
