import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fromUtf8 } from '../../core/common/bytes.ts';
import { openNote, parseSignerKey, parseVerifierKey } from '../../core/remembrancer/ledger/index.ts';
import { parseSpawnRequest, renderService, spawnSettings, treeId } from '../../core/spawn/index.ts';
import { until } from '../../sandbox/world/until.ts';
import { answersTo, giveCommand, type GivenCommand, reactionsTo } from './fixtures/give-command.ts';
import { ORGANIZATION, PLATFORM, type SandboxApp, startSandboxApp } from './fixtures/sandbox-app.ts';

const SERVICE = { owner: ORGANIZATION, repo: 'my-service' };

let world: SandboxApp;
beforeAll(async () => {
  world = await startSandboxApp();
});
afterAll(async () => {
  expect(world.github.traffic.unknownRoutes).toEqual([]);
  await world.stop();
});

async function read(repository: { owner: string; repo: string }, path: string, ref: string): Promise<string> {
  const { data } = await world.maria.octokit.repos.getContent({ ...repository, path, ref });
  return fromUtf8(Buffer.from('content' in data ? data.content : '', 'base64'));
}

async function cosignedBoth(repository: { owner: string; repo: string }): Promise<string> {
  return until('the cosignature of the app', async () => {
    const log = parseVerifierKey((await read(repository, 'vkey', 'ledger')).trim());
    const witness = parseVerifierKey(world.witnessKey);
    const note = await read(repository, 'checkpoint', 'ledger');
    const { signatures, text } = openNote(note, [log, witness]);
    return signatures.length === 2 && text;
  });
}

describe('installing the app', () => {
  beforeAll(async () => {
    world.install();
    await until('the ruleset of platform', async () => {
      const { data } = await world.maria.octokit.repos.getRepoRulesets(PLATFORM);
      return data.length > 0;
    });
    await world.settled();
  });

  it('gives platform its record workflow and settings in one commit, and the forms of commands in another', async () => {
    const { data } = await world.maria.octokit.repos.listCommits(PLATFORM);
    expect(data.map(({ commit }) => commit.message)).toEqual([
      'docs: forms for the commands of VaultMesh',
      'ci: record decisions on the ledger',
      'Initial commit',
    ]);
    expect(await read(PLATFORM, '.github/workflows/vaultmesh-record.yml', 'main')).toContain(
      'workflow_dispatch',
    );
    expect(await read(PLATFORM, '.github/vaultmesh.yml', 'main')).not.toBe('');
  });

  it('gives it a ledger whose key is a secret of the environment that main alone can use', async () => {
    const environment = { ...PLATFORM, environment: 'ledger' };
    const key = parseSignerKey(world.github.secretsFor(environment)['VAULTMESH_LOG_KEY']!);
    expect((await read(PLATFORM, 'vkey', 'ledger')).trim()).toBe(key.verifierKey);
    for (const [ref, allowed] of [
      ['refs/heads/main', true],
      ['refs/tags/v1.0.0', false],
      ['refs/heads/feature', false],
      ['refs/tags/x', false],
    ] as const) {
      expect([ref, world.github.environmentAllows({ ...environment, ref })]).toEqual([ref, allowed]);
    }
    expect(await cosignedBoth(PLATFORM)).toContain('/acme/platform\n0\n');
  });

  it('protects the ledger from its owners', async () => {
    const { octokit } = world.maria;
    await expect(octokit.git.deleteRef({ ...PLATFORM, ref: 'heads/ledger' })).rejects.toThrow();
    const { data } = await octokit.git.getRef({ ...PLATFORM, ref: 'heads/main' });
    await expect(
      octokit.git.updateRef({ ...PLATFORM, ref: 'heads/ledger', sha: data.object.sha, force: true }),
    ).rejects.toThrow();
  });

  it('is done once: starting again changes nothing', async () => {
    const before = await refs();
    await world.restart('SIGTERM');
    await until('the sweep', () => world.app.log().includes('Swept'));
    expect(await refs()).toEqual(before);
  });

  async function refs() {
    const { data } = await world.maria.octokit.repos.listBranches(PLATFORM);
    const secret = world.github.secretsFor({ ...PLATFORM, environment: 'ledger' });
    return { branches: data.map(({ name, commit }) => `${name} ${commit.sha}`), secret };
  }
});

describe('a command by someone who may not write, or with wrong words', () => {
  it.each([
    ['otto', '/spawn my-service', 'This takes the role write, maintain or admin in acme/platform'],
    ['maria', '/spawn', 'The name is missing.'],
    ['maria', '/spawn ../evil', 'The name must be'],
    ['maria', '/spawn platform', 'platform'],
    ['maria', '/spwan my-service', 'Did you mean `/spawn`?'],
  ] as const)('changes nothing and gets a reason: %s %s', async (login, body, reason) => {
    const command = await giveCommand(world[login], body);
    expect(await reactionsTo(world.maria, command)).toEqual(['confused', 'eyes']);
    expect(await answersTo(world.maria, command)).toEqual([expect.stringContaining(reason)]);
    const { data } = await world.maria.octokit.repos.listForOrg({ org: ORGANIZATION });
    expect(data.map(({ name }) => name).sort()).toEqual(['.vaultmesh', 'platform']);
    const { data: pulls } = await world.maria.octokit.pulls.list({ ...PLATFORM, state: 'all' });
    expect(pulls).toEqual([]);
  });
});

describe('/spawn', () => {
  let command: GivenCommand;
  beforeAll(async () => {
    // The same delivery three times at nearly the same moment, and a third time afterwards.
    world.github.faults.onDelivery({ kind: 'duplicate', event: 'issue_comment' });
    command = await giveCommand(world.maria, '/spawn my-service');
    await reactionsTo(world.maria, command);
    await world.redeliverLast('issue_comment');
  });

  it('answers once, with links to what it made', async () => {
    expect(await reactionsTo(world.maria, command)).toEqual(['eyes', 'rocket']);
    const answers = await answersTo(world.maria, command);
    expect(answers).toEqual([
      expect.stringContaining(`| Repository | [acme/my-service](${world.github.url}`),
    ]);
    for (const [, url = ''] of answers[0]!.matchAll(/\]\(([^)]+)\)/g)) {
      expect([url, (await fetch(url)).status]).toEqual([url, 200]);
    }
  });

  it('makes one repository with exactly the files that every other door makes, in one commit', async () => {
    const { data: commits } = await world.maria.octokit.repos.listCommits(SERVICE);
    expect(commits.map(({ commit }) => commit.message.split('\n')[0])).toEqual([
      'feat: spawn my-service',
      'Initial commit',
    ]);
    const settings = spawnSettings({ serverUrl: world.github.url });
    const files = renderService(parseSpawnRequest({ name: 'my-service', owner: ORGANIZATION }), settings);
    expect(commits[0]!.commit.tree.sha).toBe(treeId(files));
  });

  it('gives it a ledger of its own, with a key of its own', async () => {
    const keys = [PLATFORM, SERVICE].map(
      (repository) => world.github.secretsFor({ ...repository, environment: 'ledger' })['VAULTMESH_LOG_KEY']!,
    );
    expect(new Set(keys.map((key) => parseSignerKey(key).verifierKey)).size).toBe(2);
    expect(await cosignedBoth(SERVICE)).toContain('/acme/my-service\n0\n');
    const { data } = await world.maria.octokit.repos.getAllTopics(SERVICE);
    expect(data.names).toEqual(['vaultmesh', 'python']);
  });

  it('proposes one decision', async () => {
    const { data } = await world.maria.octokit.pulls.list({ ...PLATFORM, state: 'all' });
    expect(data.map(({ title }) => title)).toEqual(['docs(adr): spawn my-service']);
    const { data: files } = await world.maria.octokit.pulls.listFiles({
      ...PLATFORM,
      pull_number: data[0]!.number,
    });
    expect(files.map(({ filename }) => filename)).toEqual(['docs/adr/spawn-my-service.md']);
  });

  it('refuses the name from then on', async () => {
    const again = await giveCommand(world.maria, '/spawn my-service');
    expect(await reactionsTo(world.maria, again)).toEqual(['confused', 'eyes']);
    expect(await answersTo(world.maria, again)).toEqual([
      expect.stringContaining('There is already a repository acme/my-service'),
    ]);
  });
});

describe('merging the decision', () => {
  it('starts the record workflow of platform with what the ledger needs', async () => {
    const { octokit } = world.maria;
    const { data: pulls } = await octokit.pulls.list({ ...PLATFORM, state: 'open' });
    await octokit.pulls.merge({ ...PLATFORM, pull_number: pulls[0]!.number });
    const { data: pull } = await octokit.pulls.get({ ...PLATFORM, pull_number: pulls[0]!.number });
    const dispatched = await until('the dispatch', () =>
      world.events.find(({ name }) => name === 'workflow_dispatch'),
    );
    expect(dispatched.payload).toMatchObject({
      ref: 'refs/heads/main',
      inputs: {
        kind: 'decision',
        operation: `decision:docs/adr/spawn-my-service.md@${pull.head.sha}`,
        component: 'spawn-my-service',
        files: 'docs/adr/spawn-my-service.md',
      },
    });
  });
});
