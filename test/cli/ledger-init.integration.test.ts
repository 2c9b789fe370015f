import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { fromUtf8 } from '../../core/common/bytes.ts';
import {
  appendRecords,
  generateLogKey,
  githubStore,
  parseSignerKey,
  readHead,
} from '../../core/remembrancer/ledger/index.ts';
import { type GitHubSandbox, startGitHub } from '../../sandbox/github/index.ts';
import { createPerson, type Person } from '../../sandbox/world/person.ts';
import { sampleRecords } from '../core/remembrancer/ledger/sample-records.ts';
import { type CommandResult, makeWorkbench, type Workbench } from './workbench.ts';

// Each command is a process of its own, with git processes behind it.
const SECRET = 'VAULTMESH_LOG_KEY';

let bench: Workbench;
let github: GitHubSandbox;
let ada: Person;
/** Called with what GitHub logs for each request, before it takes the next. */
let onRequest: (line: string) => void = () => undefined;

beforeAll(async () => {
  bench = await makeWorkbench();
  await mkdir(bench.path('tmp'));
  github = await startGitHub({
    log: (line) => {
      onRequest(line);
    },
  });
  ada = createPerson(github, 'ada');
  github.createOrganization({ login: 'acme', members: { ada: 'admin' } });
});

afterAll(async () => {
  await github.stop();
  await bench.remove();
});

async function repository(repo: string) {
  await ada.octokit.repos.createInOrg({ org: 'acme', name: repo, auto_init: true });
  const name = { owner: 'acme', repo };
  return {
    name,
    url: `${github.url}/acme/${repo}`,
    origin: `127.0.0.1:${github.port}/acme/${repo}`,
    ledger: githubStore(ada.octokit, name),
    secret: () => github.secretsFor({ ...name, environment: 'ledger' })[SECRET],
  };
}

/** The command with a token; for git too, since a key in a file goes with a push. */
const init = (token: string, ...argv: string[]): Promise<CommandResult> =>
  bench.vaultmesh(['ledger', 'init', ...argv], {
    TMPDIR: bench.path('tmp'),
    GITHUB_SERVER_URL: github.url,
    GH_TOKEN: token,
    ...gitCredentials(),
  });

const gitCredentials = (): NodeJS.ProcessEnv => ({
  GIT_CONFIG_COUNT: '1',
  GIT_CONFIG_KEY_0: 'http.extraHeader',
  GIT_CONFIG_VALUE_0: `Authorization: Basic ${Buffer.from(`x-access-token:${ada.token}`).toString('base64')}`,
});

describe('a ledger whose key goes straight into the environment', () => {
  it('is written by who may use the environment, with the key that nobody saw', async () => {
    const { name, url, origin, ledger, secret } = await repository('straight');
    const { code, stdout, stderr } = await init(ada.token, url, '--environment-secret', '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const key = secret()!;
    const signer = parseSignerKey(key);
    expect(JSON.parse(stdout)).toMatchObject({
      reason: 'done',
      result: {
        origin,
        verifierKey: signer.verifierKey,
        made: { environment: true, branch: true },
        ruleset: 'made',
      },
    });
    expect(stdout).not.toContain('PRIVATE');
    expect(await readdir(bench.path('tmp'))).toEqual([]);

    const allows = (ref: string) => github.environmentAllows({ ...name, environment: 'ledger', ref });
    expect(['refs/heads/main', 'refs/tags/v1.0.0', 'refs/heads/topic'].map(allows)).toEqual([
      true,
      true,
      false,
    ]);
    await appendRecords(ledger, signer, sampleRecords(2, 'release'), { random: Math.random });
    expect((await readHead(ledger)).checkpoint).toMatchObject({ origin, size: 2 });
  });

  it('can be neither deleted nor rewritten by force', async () => {
    const { name, url } = await repository('guarded');
    expect((await init(ada.token, url, '--environment-secret')).code).toBe(0);
    const { git } = ada.octokit.rest;
    const { data: main } = await git.getRef({ ...name, ref: 'heads/main' });
    const rewrite = { ...name, ref: 'heads/ledger', sha: main.object.sha, force: true };
    await expect(git.updateRef(rewrite)).rejects.toThrow(/rule/i);
    await expect(git.deleteRef({ ...name, ref: 'heads/ledger' })).rejects.toThrow(/rule/i);
  });

  it('stays as it is on a second call, which says what was there', async () => {
    const { url, ledger, secret } = await repository('twice');
    await init(ada.token, url, '--environment-secret');
    const [key, { head }] = [secret(), await ledger.read([])];
    const { code, stdout } = await init(ada.token, url, '--environment-secret');
    expect(code).toBe(0);
    expect(stdout.match(/was there/g)).toHaveLength(5);
    const again = await init(ada.token, url, '--environment-secret', '--json');
    expect(JSON.parse(again.stdout)).toMatchObject({ reason: 'already-done', result: { ruleset: 'there' } });
    expect(secret()).toBe(key);
    expect((await ledger.read([])).head).toBe(head);
  });

  it('that somebody else begins at this moment is not taken for ours', async () => {
    const { name, url } = await repository('raced');
    const stranger = execFileSync('git', ['rev-parse', 'refs/heads/main'], {
      cwd: github.repositoryPath(name),
      encoding: 'utf8',
    }).trim();
    onRequest = (line) => {
      if (!line.includes(`/secrets/${SECRET}`) || !line.includes('PUT')) return;
      execFileSync('git', ['update-ref', 'refs/heads/ledger', stranger], {
        cwd: github.repositoryPath(name),
      });
    };
    const { code, stderr } = await init(ada.token, url, '--environment-secret');
    onRequest = () => undefined;
    expect(code).toBe(6);
    expect(stderr).toContain('somebody else made');
  });

  it('is not made without the right to, and the remedy is named', async () => {
    const { name, url, ledger, secret } = await repository('refused');
    const writer = github.createRunToken({ ...name, permissions: { contents: 'write' } });
    const attempts: [token: string, argv: string[], code: number, remedy: string][] = [
      [writer, [url], 4, 'Administration: write'],
      ['ghp_expired', [url], 4, 'renew the one in GH_TOKEN'],
      ['', [url], 2, 'set GH_TOKEN'],
      [ada.token, [`${github.url}/acme/absent`], 3, 'may see'],
      [ada.token, ['https://git.example/acme/app'], 2, 'GITHUB_SERVER_URL'],
      [ada.token, [url, '--branch', 'other'], 2, 'leave out --branch'],
      [ada.token, [url, '--log-key', 'both.key'], 2, 'cannot be used with'],
    ];
    for (const [token, argv, expected, remedy] of attempts) {
      const { code, stdout, stderr } = await init(token, ...argv, '--environment-secret');
      expect({ argv, code, stdout }).toEqual({ argv, code: expected, stdout: '' });
      expect(stderr).toContain(remedy);
    }
    expect(secret()).toBeUndefined();
    expect((await ledger.read([])).head).toBeUndefined();
  });
});

describe('a ledger whose key goes into a file', () => {
  it('gets its ruleset with the token, at the first call or at a later one', async () => {
    const { name, url, ledger } = await repository('by-file');
    const argv = [url, '--log-key', 'by-file.key'];
    const without = await init('', ...argv);
    expect(without).toMatchObject({ code: 0, stderr: '' });
    expect(without.stdout).toContain('ruleset       none yet: give the same command again with GH_TOKEN');
    const key = await readFile(bench.path('by-file.key'), 'utf8');
    expect(without.stdout).not.toContain(key.trim());

    const withToken = await init(ada.token, ...argv, '--json');
    expect(JSON.parse(withToken.stdout)).toMatchObject({ reason: 'done', result: { ruleset: 'made' } });
    const third = await init(ada.token, ...argv, '--json');
    expect(JSON.parse(third.stdout)).toMatchObject({ reason: 'already-done', result: { ruleset: 'there' } });
    expect((await ada.octokit.repos.getRepoRulesets(name)).data).toHaveLength(1);
    const { files } = await ledger.read(['vkey']);
    expect(fromUtf8(files.get('vkey')!).trim()).toBe(parseSignerKey(key).verifierKey);
    expect(github.secretsFor({ ...name, environment: 'ledger' })).toEqual({});
  });

  it('is told when GitHub refuses the ruleset, and goes without on demand', async () => {
    const { name, url, ledger } = await repository('no-rules');
    const writer = github.createRunToken({ ...name, permissions: { contents: 'write' } });
    const refused = await init(writer, url, '--log-key', 'no-rules.key');
    expect(refused.code).toBe(4);
    expect(refused.stderr).toContain('--no-ruleset');
    expect((await readHead(ledger)).checkpoint.size).toBe(0);
    const accepted = await init(writer, url, '--log-key', 'no-rules.key', '--no-ruleset');
    expect(accepted).toMatchObject({ code: 0, stderr: '' });
    expect(accepted.stdout).toContain('whoever can push can rewrite the branch');
  });

  it('is not begun without a key, and how to get one is said', async () => {
    const { url } = await repository('keyless');
    const { code, stderr } = await init(ada.token, url);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringContaining(
        'give --log-key FILE, which is made when it does not exist, or --environment-secret,',
      ),
    });
  });

  it('is not begun with the key of another ledger of the repository', async () => {
    const { name, url } = await repository('one-key');
    const key = ['--log-key', 'one.key', '--no-ruleset'];
    expect((await init(ada.token, url, ...key)).stdout).not.toContain('was there before');
    const refused = await init(ada.token, url, '--branch', 'l2', ...key);
    expect(refused).toMatchObject({ code: 7, stdout: '' });
    expect(refused.stderr).toContain('signs the ledger on the branch ledger, and a key signs one log only');
    const branches = await ada.octokit.repos.listBranches(name);
    expect(branches.data.map((branch) => branch.name)).toEqual(['ledger', 'main']);
    expect((await init(ada.token, url, ...key)).code).toBe(0);

    const other = await repository('prepared-key');
    const { data: main } = await ada.octokit.git.getRef({ ...other.name, ref: 'heads/main' });
    await ada.octokit.git.createRef({ ...other.name, ref: 'refs/heads/fix/#1+é', sha: main.object.sha });
    const { signerKey } = generateLogKey(other.origin);
    await writeFile(bench.path('prepared.key'), `${signerKey}\n`);
    const { code, stdout } = await init(ada.token, other.url, '--log-key', 'prepared.key', '--no-ruleset');
    expect(code).toBe(0);
    expect(stdout).toContain('log key       was there before: a key signs one log only');
  });
});
