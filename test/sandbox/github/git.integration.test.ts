import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { withGitHub } from './with-github.ts';

const sandbox = withGitHub();
const run = promisify(execFile);
let folder: string;

async function git(directory: string, ...args: string[]): Promise<string> {
  const identity = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', '-c', 'credential.helper='];
  const { stdout } = await run('git', [...identity, ...args], {
    cwd: directory,
    env: { ...process.env, GIT_TERMINAL_PROMPT: '0', GIT_CONFIG_GLOBAL: '/dev/null' },
  });
  return stdout.trim();
}

/** The clone address of a repository, with a token in it. */
function address(repo: string, token = sandbox.world.token): string {
  return sandbox.world.github.url.replace('//', `//x-access-token:${token}@`) + `/acme/${repo}.git`;
}

async function cloned(repo: string): Promise<string> {
  const directory = await mkdtemp(join(folder, `${repo}-`));
  await git(directory, 'clone', '--quiet', address(repo), '.');
  return directory;
}

async function commit(directory: string, path: string, text = path): Promise<string> {
  await writeFile(join(directory, path), text);
  await git(directory, 'add', path);
  await git(directory, 'commit', '--quiet', '-m', `Add ${path}`);
  return git(directory, 'rev-parse', 'HEAD');
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vaultmesh-git-test-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('git over HTTP', () => {
  it('clones what the API made and pushes what the API then shows', async () => {
    const { ada, github } = sandbox.world;
    await ada.repos.createInOrg({ org: 'acme', name: 'code', auto_init: true });
    const events: unknown[] = [];
    const stop = github.onEvent((event) => events.push([event.name, event.payload['ref'], event.sender]));
    const directory = await cloned('code');
    const oid = await commit(directory, 'a.txt');
    await git(directory, 'tag', '-a', 'v1', '-m', 'One');
    await git(directory, 'push', '--quiet', 'origin', 'main', 'v1');
    stop();
    const shown = await ada.repos.getBranch({ owner: 'acme', repo: 'code', branch: 'main' });
    expect(shown.data.commit.sha).toBe(oid);
    expect(events).toEqual([
      ['push', 'refs/heads/main', 'ada'],
      ['create', 'v1', 'ada'],
      ['push', 'refs/tags/v1', 'ada'],
    ]);
    const path = github.repositoryPath({ owner: 'acme', repo: 'code' });
    expect(await git(path, 'fsck', '--strict', '--no-dangling', '--no-progress')).toBe('');
    const partial = await mkdtemp(join(folder, 'partial-'));
    await git(partial, 'clone', '--quiet', '--filter=blob:none', '--bare', address('code'), '.');
    expect(await git(partial, 'rev-parse', 'main')).toBe(oid);
  });

  it('asks for a token, and refuses one that may not push', async () => {
    const { ada, github } = sandbox.world;
    await ada.repos.createInOrg({ org: 'acme', name: 'private', private: true, auto_init: true });
    const anonymous = `${github.url}/acme/private.git`;
    await expect(git(folder, 'ls-remote', anonymous)).rejects.toThrow(
      /could not read Username|Authentication/,
    );
    await expect(git(folder, 'ls-remote', address('none'))).rejects.toThrow(/not found/);
    const reader = github.createRunToken({
      owner: 'acme',
      repo: 'private',
      permissions: { contents: 'read' },
    });
    expect(await git(folder, 'ls-remote', address('private', reader))).toContain('refs/heads/main');
    const directory = await cloned('private');
    await commit(directory, 'b.txt');
    await expect(git(directory, 'push', address('private', reader), 'main')).rejects.toThrow(/403/);
    const writer = github.createRunToken({
      owner: 'acme',
      repo: 'private',
      permissions: { contents: 'write' },
    });
    await git(directory, 'push', '--quiet', address('private', writer), 'main');
    await expect(
      git(folder, 'ls-remote', address('code', writer).replace('code', 'nothing')),
    ).rejects.toThrow();
  });

  it('keeps a branch under a ruleset from being rewritten or deleted, by git and by the API', async () => {
    const { ada } = sandbox.world;
    await ada.repos.createInOrg({ org: 'acme', name: 'ruled', auto_init: true });
    const place = { owner: 'acme', repo: 'ruled' };
    const directory = await cloned('ruled');
    await git(directory, 'switch', '--quiet', '-c', 'ledger');
    const first = await commit(directory, 'one');
    await commit(directory, 'two');
    await git(directory, 'push', '--quiet', 'origin', 'ledger');
    await ada.repos.createRepoRuleset({
      ...place,
      name: 'ledger',
      target: 'branch',
      enforcement: 'active',
      conditions: { ref_name: { include: ['refs/heads/ledger'], exclude: [] } },
      rules: [{ type: 'non_fast_forward' }, { type: 'deletion' }],
    });
    await git(directory, 'reset', '--quiet', '--hard', first);
    await expect(git(directory, 'push', '--force', 'origin', 'ledger')).rejects.toThrow(
      /GH013[^]*force-push/,
    );
    await expect(git(directory, 'push', 'origin', ':ledger')).rejects.toThrow(/GH013[^]*delete/);
    await expect(
      ada.git.updateRef({ ...place, ref: 'heads/ledger', sha: first, force: true }),
    ).rejects.toMatchObject({
      status: 422,
    });
    await expect(ada.git.deleteRef({ ...place, ref: 'heads/ledger' })).rejects.toMatchObject({ status: 422 });
    await git(directory, 'push', '--quiet', '--force', 'origin', 'HEAD:free');
    await git(directory, 'push', '--quiet', 'origin', ':free');
    expect((await ada.repos.getBranch({ ...place, branch: 'ledger' })).data.protected).toBe(true);
    const rules = await ada.repos.getBranchRules({ ...place, branch: 'ledger' });
    expect(rules.data.map((rule) => rule.type)).toEqual(['non_fast_forward', 'deletion']);
    const [ruleset] = (await ada.repos.getRepoRulesets(place)).data;
    expect((await ada.repos.getRepoRuleset({ ...place, ruleset_id: ruleset?.id ?? 0 })).data.name).toBe(
      'ledger',
    );
  });

  it('needs `workflows` to push workflow files with an installation token', async () => {
    const { ada, github } = sandbox.world;
    await ada.repos.createInOrg({ org: 'acme', name: 'flows', auto_init: true });
    const directory = await cloned('flows');
    await run('mkdir', ['-p', join(directory, '.github/workflows')]);
    await commit(directory, '.github/workflows/ci.yml', 'on: push\n');
    const token = (permissions: Record<string, 'write'>): string =>
      github.createRunToken({ owner: 'acme', repo: 'flows', permissions });
    const without = address('flows', token({ contents: 'write' }));
    await expect(git(directory, 'push', without, 'main')).rejects.toThrow(/without `workflows` permission/);
    await git(
      directory,
      'push',
      '--quiet',
      address('flows', token({ contents: 'write', workflows: 'write' })),
      'main',
    );
  });

  it('loses the answer of a push that took effect, and refuses one that came too late', async () => {
    const { ada, github } = sandbox.world;
    await ada.repos.createInOrg({ org: 'acme', name: 'faulty', auto_init: true });
    const directory = await cloned('faulty');
    const oid = await commit(directory, 'c.txt');
    github.faults.onRequest({ kind: 'lost-answer', route: '/git-receive-pack' });
    await expect(git(directory, 'push', 'origin', 'main')).rejects.toThrow();
    expect(
      (await ada.repos.getBranch({ owner: 'acme', repo: 'faulty', branch: 'main' })).data.commit.sha,
    ).toBe(oid);
    await git(directory, 'fetch', '--quiet');
    await commit(directory, 'd.txt');
    github.faults.onRequest({ kind: 'stale-head', route: '/git-receive-pack' });
    await expect(git(directory, 'push', 'origin', 'main')).rejects.toThrow(/failed to push|rejected/);
    await git(directory, 'pull', '--quiet', '--rebase');
    await git(directory, 'push', '--quiet', 'origin', 'main');
  });
});
