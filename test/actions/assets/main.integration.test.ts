import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { assets } from '../../../actions/assets/src/main.ts';
import { type RestClient, uploadAsset } from '../../../actions/common/src/release.ts';
import { sha256Hex } from '../../../core/common/bytes.ts';
import { startGitHub, type GitHubSandbox } from '../../../sandbox/github/index.ts';
import { createPerson, type Person } from '../../../sandbox/world/person.ts';
import { memoryRunner, type MemoryRunner } from '../memory-runner.ts';
import { makeWorkspace, type Workspace } from '../workspace.ts';

const run = promisify(execFile);
const NAME = { owner: 'acme', repo: 'my-service' };

let github: GitHubSandbox;
let maria: Person;
let commit: string;
beforeAll(async () => {
  github = await startGitHub();
  maria = createPerson(github, 'maria');
  github.createOrganization({ login: 'acme', members: { maria: 'admin' } });
  await maria.octokit.repos.createInOrg({ org: 'acme', name: NAME.repo, auto_init: true });
  commit = (await maria.octokit.git.getRef({ ...NAME, ref: 'heads/main' })).data.object.sha;
});
afterAll(() => github.stop());

let workspace: Workspace;
let runner: MemoryRunner;
beforeEach(async () => {
  workspace = await makeWorkspace({
    ...{ serverUrl: github.url, apiUrl: github.apiUrl, graphqlUrl: github.graphqlUrl },
    ...{ ref: 'refs/heads/main', commit },
  });
  runner = memoryRunner();
});
afterEach(() => workspace.remove());

async function publish(tag: string, files: Readonly<Record<string, string>>, draft = false): Promise<void> {
  const { octokit } = maria;
  const { data: release } = await octokit.repos.createRelease({ ...NAME, tag_name: tag, draft: true });
  for (const [name, data] of Object.entries(files)) {
    await uploadAsset(octokit, release, name, new Blob([data]));
  }
  if (!draft) await octokit.repos.updateRelease({ ...NAME, release_id: release.id, draft: false });
}

const take = (operation: string, client?: RestClient) =>
  assets(
    {
      ...{ operation, component: '', version: '', commit: '' },
      token: github.createRunToken({ ...NAME, permissions: { contents: 'write' } }),
    },
    { ...workspace.run, tag: undefined as never },
    runner,
    client,
  );
const folder = () => readdir(workspace.path('vaultmesh-assets'));

describe('the assets of a release', () => {
  it('are in a folder of the workspace, without what goes beside them', async () => {
    await publish('v1.0.0', {
      'app.tar.gz': 'the app',
      'app.tar.gz.asc': 'its signature',
      'app.tar.gz.2.tsr': 'its token',
      'app.tar.gz.vmproof': 'its proof',
      'lost.vmproof': 'of nothing',
      'SHA256SUMS.asc': 'a file of its own',
    });
    await take('release:v1.0.0');
    expect((await folder()).sort()).toEqual(['SHA256SUMS.asc', 'app.tar.gz']);
    expect(await readFile(workspace.path('vaultmesh-assets/app.tar.gz'), 'utf8')).toBe('the app');
    expect(runner.outputs.get('files')).toBe('vaultmesh-assets/SHA256SUMS.asc\nvaultmesh-assets/app.tar.gz');
    expect(runner.outputs.get('upload')).toBe('true');
  });

  it('are taken of a draft too, and anew each time', async () => {
    await publish('v1.1.0', { 'app.tar.gz': 'a draft' }, true);
    await mkdir(workspace.path('vaultmesh-assets'));
    await writeFile(workspace.path('vaultmesh-assets/old'), 'old');
    await take('release:v1.1.0');
    expect(await folder()).toEqual(['app.tar.gz']);
  });

  it('are those of the release that was published, whatever draft there is for the same tag', async () => {
    await publish('v1.4.0', { 'app.tar.gz': 'the app' });
    await publish('v1.4.0', { 'next.tar.gz': 'a draft' }, true);
    await take('release:v1.4.0');
    expect(await folder()).toEqual(['app.tar.gz']);
  });

  it.each(['starter', 'open'])('are not taken while one of them is still uploaded (%s)', async (state) => {
    const uploaded = { id: 7, name: 'app', size: 3, state: 'uploaded' };
    const assets = [uploaded, { ...uploaded, name: 'large.iso', state }];
    await expect(take('release:v1.3.0', answering({ assets }))).rejects.toMatchObject({
      code: 'incomplete',
      message: expect.stringMatching(
        /The upload of large\.iso to the release v1\.3\.0 .*Run the job again/su,
      ),
    });
  });

  it('do not wait for a signature beside them that broke off', async () => {
    const uploaded = { id: 7, name: 'app', size: 3, state: 'uploaded' };
    const assets = [uploaded, { ...uploaded, name: 'app.asc', state: 'starter' }];
    await take('release:v1.3.0', answering({ assets }));
    expect(await folder()).toEqual(['app']);
  });

  it('are no reason to write into a release that is immutable', async () => {
    const client = answering({ immutable: true, assets: [] });
    await take('release:v1.2.0', client).catch(() => undefined);
    await clone();
    await take('release:v1.2.0', client);
    expect(runner.outputs.get('upload')).toBe('false');
  });

  it.each([
    ['of another digest', { digest: `sha256:${'0'.repeat(64)}` }],
    ['of another size', { size: 4 }],
  ])('are refused where GitHub gives a content %s than it tells', async (_, changes) => {
    const asset = { id: 7, name: 'app', size: 3, state: 'uploaded', digest: `sha256:${sha256Hex('app')}` };
    await take('release:v1.3.0', answering({ assets: [asset] }));
    await expect(
      take('release:v1.3.0', answering({ assets: [{ ...asset, ...changes }] })),
    ).rejects.toMatchObject({
      code: 'network',
      message: expect.stringContaining('the whole content of app'),
    });
  });

  it.each(['../x', 'a b', '[a]', '*', '..'])('are refused under a name such as %j', async (name) => {
    const asset = { id: 7, name, size: 3, state: 'uploaded' };
    await expect(take('release:v1.3.0', answering({ assets: [asset] }))).rejects.toMatchObject({
      code: 'usage',
    });
  });
});

describe('a release without assets', () => {
  it('is its source, in an archive that anybody makes alike', async () => {
    await clone();
    await publish('v2.0.0', {});
    await take('release:v2.0.0');
    expect(runner.outputs.get('files')).toBe('vaultmesh-assets/my-service-2.0.0.tar');
    const options = ['archive', '--format=tar', '--prefix=my-service-2.0.0/', commit];
    const { stdout } = await run('git', options, { cwd: workspace.run.workspace, encoding: 'buffer' });
    expect(await readFile(workspace.path('vaultmesh-assets/my-service-2.0.0.tar'))).toEqual(stdout);
  });

  it('needs a clone with the commit', async () => {
    await expect(take('release:v2.1.0')).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('actions/checkout'),
    });
  });
});

it('an operation of no tag is refused, and so is a link in the place of the folder', async () => {
  await expect(take('ours-1')).rejects.toMatchObject({ code: 'usage' });
  await symlink('/tmp', workspace.path('vaultmesh-assets'));
  await expect(take('release:v1.0.0')).rejects.toMatchObject({ code: 'not-permitted' });
});

/** What actions/checkout leaves. */
async function clone(): Promise<void> {
  const cwd = workspace.run.workspace;
  await run('git', ['init', '--quiet'], { cwd });
  const url = `http://x-access-token:${maria.token}@${new URL(github.url).host}/acme/my-service`;
  await run('git', ['fetch', '--quiet', url, 'main'], { cwd });
}

/** A GitHub with a release of any tag, whose assets hold `app`. */
const answering = (release: object): RestClient => ({
  request: (route, { tag }) =>
    Promise.resolve({
      status: 200,
      data: route.endsWith('/tags/{tag}') ? { tag_name: tag, ...release } : new Blob(['app']).stream(),
    }),
});
