import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startGitHub, type GitHubSandbox } from '../../sandbox/github/index.ts';
import { startRunner, type Runner, type RunRecord } from '../../sandbox/runner/index.ts';
import { startServices, type Services } from '../../sandbox/services/index.ts';
import { createPerson, type Person } from '../../sandbox/world/person.ts';
import { mustRun } from '../../sandbox/world/run-program.ts';
import { setEnvironmentSecret } from '../../sandbox/world/set-environment-secret.ts';
import { vaultmesh } from '../../sandbox/world/vaultmesh.ts';
import { project } from '../project.ts';

const APP = { owner: 'acme', repo: 'app' };
/** The fork of the Action's repository, under another name. */
const FORK = { owner: 'acme', repo: 'release-tools' };
const CALL = 'vaultmesh/record/.github/workflows/vaultmesh-record.yml@v1';

/** The workflow of this name in actions/README.md. */
async function example(name: string): Promise<string> {
  const readme = await readFile(join(project, 'actions/README.md'), 'utf8');
  const blocks = [...readme.matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, block = '']) => block);
  return blocks.find((block) => block.startsWith(`name: ${name}\n`))!;
}

/** Gives the services of this machine to the steps or the job that call with `uses`. */
function withServices(workflow: string, uses: RegExp, services: Record<string, string>): string {
  return workflow.replace(
    new RegExp(`(${uses.source}.*?\n)( *)with:\n`, 's'),
    (_match, before: string, indent: string) =>
      `${before}${indent}with:\n${Object.entries(services)
        .map(([name, url]) => `${indent}  ${name}: ${url}\n`)
        .join('')}`,
  );
}

describe('the examples of actions/README.md', () => {
  let github: GitHubSandbox;
  let services: Services;
  let runner: Runner;
  let maintainer: Person;
  let directory: string;
  let pinned: string;
  const file = (name: string): string => join(directory, name);

  const git = async (folder: string, ...args: string[]): Promise<string> => {
    const who = ['-c', 'user.name=maria', '-c', 'user.email=maria@acme.example'];
    return (await mustRun('git', [...who, ...args], { cwd: file(folder) })).trim();
  };
  const address = ({ owner, repo }: typeof APP): string =>
    `http://x-access-token:${maintainer.token}@${new URL(github.url).host}/${owner}/${repo}`;
  const clone = async (repository: typeof APP): Promise<void> => {
    await maintainer.octokit.repos.createInOrg({ org: 'acme', name: repository.repo, auto_init: true });
    await mustRun('git', ['clone', '--quiet', `${address(repository)}.git`, repository.repo], {
      cwd: directory,
    });
  };
  const push = async (folder: string): Promise<string> => {
    await git(folder, 'add', '--force', '.');
    await git(folder, 'commit', '--quiet', '-m', 'A change');
    await git(folder, 'push', '--quiet', 'origin', 'HEAD:main');
    return git(folder, 'rev-parse', 'HEAD');
  };
  const write = async (name: string, content: string): Promise<void> => {
    await mkdir(file('app/.github/workflows'), { recursive: true });
    await writeFile(file(`app/.github/${name}`), content);
  };
  const dispatch = async (workflow: string): Promise<RunRecord> => {
    await maintainer.octokit.actions.createWorkflowDispatch({ ...APP, workflow_id: workflow, ref: 'main' });
    await runner.idle();
    return runner.runs.at(-1)!;
  };
  const logOf = (record: RunRecord): string =>
    `${record.message ?? ''}${record.jobs.map(({ log }) => log).join('')}`;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'vaultmesh-actions-readme-'));
    github = await startGitHub();
    services = await startServices({ serverUrl: github.url });
    runner = startRunner({ github, services, actions: new Map([['vaultmesh/record', project]]) });
    maintainer = createPerson(github, 'maria');
    github.createOrganization({ login: 'acme', members: { maria: 'admin' } });

    await clone(FORK);
    for (const path of ['action.yml', 'actions', '.github/workflows/vaultmesh-record.yml']) {
      await cp(join(project, path), file(`${FORK.repo}/${path}`), { recursive: true });
    }
    pinned = await push(FORK.repo);

    await clone(APP);
    const init = await vaultmesh(['ledger', 'init', address(APP), '--log-key', 'log.key'], directory);
    expect({ exitCode: init.exitCode, stderr: init.stderr }).toMatchObject({ exitCode: 0 });
    const environment = { ...APP, environment_name: 'ledger' };
    await maintainer.octokit.repos.createOrUpdateEnvironment({
      ...environment,
      deployment_branch_policy: { protected_branches: false, custom_branch_policies: true },
    });
    const policies = [
      ['v*', 'tag'],
      ['main', 'branch'],
    ] as const;
    for (const [name, type] of policies) {
      await maintainer.octokit.repos.createDeploymentBranchPolicy({ ...environment, name, type });
    }
    const key = (await readFile(file('log.key'), 'utf8')).trim();
    await setEnvironmentSecret(maintainer, APP, 'ledger', { VAULTMESH_LOG_KEY: key });
  });
  afterAll(async () => {
    await runner.stop();
    await services.stop();
    await github.stop();
    await rm(directory, { recursive: true, force: true });
  });

  it('publish a release by the reusable workflow of a fork, pinned by its commit', async () => {
    const addresses = {
      tsa: services.tsaUrl,
      'fulcio-url': services.fulcioUrl,
      'rekor-url': services.rekorUrl,
    };
    const release = withServices(await example('Release'), /uses: vaultmesh/, addresses);
    expect(release).toContain(services.tsaUrl);
    const call = `${FORK.owner}/${FORK.repo}/.github/workflows/vaultmesh-record.yml@${pinned}`;
    await write('workflows/release.yml', release.replace(CALL, call));
    await push('app');
    await git('app', 'tag', 'v1.0.0');
    await git('app', 'push', '--quiet', 'origin', 'v1.0.0');
    await runner.idle();
    const run = runner.runs.at(-1)!;
    expect({ conclusion: run.conclusion, log: run.conclusion === 'success' ? '' : logOf(run) }).toEqual({
      conclusion: 'success',
      log: '',
    });
    expect(run.jobs.map(({ id }) => id)).toEqual(['build', 'record / record']);
    expect(run.jobs[1]!.summary).toMatch(/^\| sigstore \| \*\*recorded\*\* \|/m);

    const { data } = await maintainer.octokit.repos.getReleaseByTag({ ...APP, tag: 'v1.0.0' });
    expect(data.draft).toBe(false);
    expect(data.assets.map(({ name }) => name).sort()).toEqual([
      'source.tar.gz',
      'source.tar.gz.sigstore.json',
      'source.tar.gz.tsr',
      'source.tar.gz.vmproof',
    ]);
  });

  it('verify that release in a workflow, and stop when a required layer is not there', async () => {
    await writeFile(file('tsa-root.pem'), services.tsaRoot);
    await writeFile(file('trusted_root.json'), JSON.stringify(services.trustedRoot));
    const roots = ['--tsa-root', 'tsa-root.pem', '--sigstore-root', 'trusted_root.json'];
    const out = ['--yes', '--out', 'trust.json'];
    const init = await vaultmesh(['trust', 'init', `${github.url}/acme/app`, ...roots, ...out], directory);
    expect({ exitCode: init.exitCode, stderr: init.stderr }).toMatchObject({ exitCode: 0 });
    await write('vaultmesh-trust.json', await readFile(file('trust.json'), 'utf8'));
    await write('workflows/verify.yml', await example('Verify'));
    await push('app');
    const good = await dispatch('verify.yml');
    expect({ conclusion: good.conclusion, log: good.conclusion === 'success' ? '' : logOf(good) }).toEqual({
      conclusion: 'success',
      log: '',
    });
    expect(good.jobs[0]!.summary).toMatch(/^\| inclusion \| \*\*valid\*\* \|/m);

    await write(
      'workflows/verify.yml',
      (await example('Verify')).replace(
        'require: inclusion, sigstore, rfc3161',
        'require: inclusion, openpgp',
      ),
    );
    await push('app');
    const bad = await dispatch('verify.yml');
    expect(bad.conclusion).toBe('failure');
    expect(bad.jobs[0]!.steps.at(-1)).toMatchObject({ conclusion: 'skipped' });
    expect(bad.jobs[0]!.annotations).toContainEqual(
      expect.objectContaining({ level: 'error', properties: { title: 'source.tar.gz is not verified' } }),
    );
  });

  it('record a deployment by the three Actions', async () => {
    const sigstore = { 'fulcio-url': services.fulcioUrl, 'rekor-url': services.rekorUrl };
    const deploy = ['sign', 'timestamp', 'append'].reduce(
      (text, action) =>
        withServices(
          text,
          new RegExp(`uses: vaultmesh/record/actions/${action}@v1`),
          action === 'sign' ? sigstore : { tsa: services.tsaUrl },
        ),
      await example('Deploy'),
    );
    await write('workflows/deploy.yml', deploy);
    await push('app');
    const run = await dispatch('deploy.yml');
    expect({ conclusion: run.conclusion, log: run.conclusion === 'success' ? '' : logOf(run) }).toEqual({
      conclusion: 'success',
      log: '',
    });
    expect(run.jobs[0]!.summary).toContain('## The deployment app 1.4.0 is recorded');
  });

  it('find nothing to backfill when every service was there', async () => {
    const addresses = {
      tsa: services.tsaUrl,
      'fulcio-url': services.fulcioUrl,
      'rekor-url': services.rekorUrl,
    };
    const backfill = withServices(await example('Backfill'), /uses: vaultmesh/, addresses);
    expect(backfill).toContain(services.tsaUrl);
    await write('workflows/backfill.yml', backfill);
    await push('app');
    const run = await dispatch('backfill.yml');
    expect({ conclusion: run.conclusion, log: run.conclusion === 'success' ? '' : logOf(run) }).toEqual({
      conclusion: 'success',
      log: '',
    });
  });
});
