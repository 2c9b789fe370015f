import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startGitHub, type GitHubSandbox } from '../../sandbox/github/index.ts';
import { startRunner, type Runner } from '../../sandbox/runner/index.ts';
import { startServices, type Services } from '../../sandbox/services/index.ts';
import { createPerson, type Person } from '../../sandbox/world/person.ts';
import { mustRun } from '../../sandbox/world/run-program.ts';
import { setEnvironmentSecret } from '../../sandbox/world/set-environment-secret.ts';
import { vaultmesh } from '../../sandbox/world/vaultmesh.ts';
import { project } from '../project.ts';

const REPOSITORY = { owner: 'acme', repo: 'app' };

/** The workflow that the README gives to copy; the addresses of this machine's services are all that is added. */
async function workflowOfReadme({ tsaUrl, fulcioUrl, rekorUrl }: Services): Promise<string> {
  const readme = await readFile(join(project, 'README.md'), 'utf8');
  const [, block = ''] = /^ {3}```yaml\n(.*?)^ {3}```$/ms.exec(readme) ?? [];
  const workflow = block.replaceAll(/^ {3}/gm, '');
  const last = workflow.split('\n').findLast((line) => line.includes('openpgp-passphrase:')) ?? '';
  const indent = /^ */.exec(last)?.[0] ?? '';
  const addresses = { tsa: tsaUrl, 'fulcio-url': fulcioUrl, 'rekor-url': rekorUrl };
  return (
    workflow +
    Object.entries(addresses)
      .map(([name, url]) => `${indent}${name}: ${url}\n`)
      .join('')
  );
}

describe('a repository without the app, set up as the README says', () => {
  let github: GitHubSandbox;
  let services: Services;
  let runner: Runner;
  let maintainer: Person;
  let directory: string;
  const file = (name: string): string => join(directory, name);

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'vaultmesh-actions-only-'));
    github = await startGitHub();
    services = await startServices({ serverUrl: github.url });
    runner = startRunner({ github, services, actions: new Map([['vaultmesh/record', project]]) });
    maintainer = createPerson(github, 'maria');
    github.createOrganization({ login: REPOSITORY.owner, members: { maria: 'admin' } });
    await maintainer.octokit.repos.createInOrg({
      org: REPOSITORY.owner,
      name: REPOSITORY.repo,
      auto_init: true,
    });
  });
  afterAll(async () => {
    await runner.stop();
    await services.stop();
    await github.stop();
    await rm(directory, { recursive: true, force: true });
  });

  it('gets a ledger, its key in the protected environment, and the workflow', async () => {
    const { host } = new URL(github.url);
    const url = `http://x-access-token:${maintainer.token}@${host}/acme/app`;
    const init = await vaultmesh(['ledger', 'init', url, '--log-key', 'log.key'], directory);
    expect({ exitCode: init.exitCode, stderr: init.stderr }).toMatchObject({ exitCode: 0 });

    await maintainer.octokit.repos.createOrUpdateEnvironment({
      ...REPOSITORY,
      environment_name: 'ledger',
      deployment_branch_policy: { protected_branches: false, custom_branch_policies: true },
    });
    await maintainer.octokit.repos.createDeploymentBranchPolicy({
      ...REPOSITORY,
      environment_name: 'ledger',
      name: 'v*',
      type: 'tag',
    });
    const key = (await readFile(file('log.key'), 'utf8')).trim();
    await setEnvironmentSecret(maintainer, REPOSITORY, 'ledger', { VAULTMESH_LOG_KEY: key });

    const clone = file('clone');
    const git = async (...args: string[]) => mustRun('git', args, { cwd: clone });
    await mustRun('git', ['clone', '--quiet', `${url}.git`, clone], { cwd: directory });
    await mkdir(join(clone, '.github/workflows'), { recursive: true });
    await writeFile(join(clone, '.github/workflows/release.yml'), await workflowOfReadme(services));
    await git('add', '.');
    await git(
      '-c',
      'user.name=maria',
      '-c',
      'user.email=maria@acme.example',
      'commit',
      '--quiet',
      '-m',
      'Release',
    );
    await git('push', '--quiet', 'origin', 'HEAD:main');
    await git('tag', 'v1.0.0');
    await git('push', '--quiet', 'origin', 'v1.0.0');
  });

  it('publishes a release with its evidence when a tag is pushed', async () => {
    await runner.idle();
    expect(runner.runs.map(({ conclusion }) => conclusion)).toEqual(['success']);
    const { data: release } = await maintainer.octokit.repos.getReleaseByTag({
      ...REPOSITORY,
      tag: 'v1.0.0',
    });
    expect(release.draft).toBe(false);
    const names = release.assets.map(({ name }) => name);
    expect(names.sort()).toEqual([
      'source.tar.gz',
      'source.tar.gz.sigstore.json',
      'source.tar.gz.tsr',
      'source.tar.gz.vmproof',
    ]);
    for (const { name, browser_download_url } of release.assets) {
      const answer = await fetch(browser_download_url, { signal: AbortSignal.timeout(10_000) });
      await writeFile(file(name), new Uint8Array(await answer.arrayBuffer()));
    }
  });

  it('verifies offline, and says which layer is not there', async () => {
    await writeFile(file('tsa-root.pem'), services.tsaRoot);
    await writeFile(file('trusted_root.json'), JSON.stringify(services.trustedRoot));
    const roots = ['--tsa-root', 'tsa-root.pem', '--sigstore-root', 'trusted_root.json'];
    const address = `${github.url}/acme/app`;
    const init = await vaultmesh(
      ['trust', 'init', address, ...roots, '--yes', '--out', 'trust.json'],
      directory,
    );
    expect({ exitCode: init.exitCode, stderr: init.stderr }).toMatchObject({ exitCode: 0 });
    await services.stop();
    await runner.stop();
    await github.stop();

    const verified = await vaultmesh(
      ['verify', 'source.tar.gz', '--trust', 'trust.json', '--json'],
      directory,
    );
    const { result } = JSON.parse(verified.stdout) as {
      result: { layers: { layer: string; status: string; reason: string }[] };
    };
    expect(Object.fromEntries(result.layers.map(({ layer, status }) => [layer, status]))).toEqual({
      digest: 'valid',
      openpgp: 'absent',
      sigstore: 'valid',
      rfc3161: 'valid',
      receipt: 'valid',
      inclusion: 'valid',
      'checkpoint-time': 'valid',
      witness: 'absent',
    });
    expect(verified.exitCode).toBe(0);
    const strict = await vaultmesh(
      ['verify', 'source.tar.gz', '--trust', 'trust.json', '--require', 'inclusion,openpgp'],
      directory,
    );
    expect(strict.exitCode).toBe(6);
  });
});
