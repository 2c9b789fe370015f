import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createPerson, type Person } from '../../sandbox/world/person.ts';
import { until } from '../../sandbox/world/until.ts';
import { answersTo, giveCommand, reactionsTo } from './fixtures/give-command.ts';
import { ORGANIZATION, PLATFORM, type SandboxApp, startSandboxApp } from './fixtures/sandbox-app.ts';

const SERVICE = { owner: ORGANIZATION, repo: 'my-service' };
const CHECKS = ['Covenant', 'Image', 'Manifests and alerts', 'Test'];

const run = promisify(execFile);

let world: SandboxApp;
let folder: string;
let writer: Person;
let maintainer: Person;
let answer: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vaultmesh-protection-'));
  world = await startSandboxApp({ inProcess: true });
  world.install();
  await until('the ruleset of platform', async () => {
    const { data } = await world.maria.octokit.repos.getRepoRulesets(PLATFORM);
    return data.length > 0;
  });
  await world.settled();
  const command = await giveCommand(world.maria, '/spawn my-service');
  expect(await reactionsTo(world.maria, command)).toEqual(['eyes', 'rocket']);
  [answer = ''] = await answersTo(world.maria, command);
  await world.settled();
  writer = await collaborator('walter', 'push');
  maintainer = await collaborator('mina', 'maintain');
}, 90_000);

afterAll(async () => {
  expect(world.github.traffic.unknownRoutes).toEqual([]);
  await world.stop();
  await rm(folder, { recursive: true, force: true });
}, 60_000);

async function collaborator(login: string, permission: 'push' | 'maintain'): Promise<Person> {
  const person = createPerson(world.github, login);
  await world.maria.octokit.repos.addCollaborator({ ...SERVICE, username: login, permission });
  return person;
}

let commits = 0;

/** What git says when somebody pushes a new commit to the service: nothing, when that is taken. */
async function push(token: string, ...refs: string[]): Promise<string> {
  const directory = await mkdtemp(join(folder, 'clone-'));
  const url = `${world.github.url.replace('//', `//x-access-token:${token}@`)}/${ORGANIZATION}/my-service.git`;
  await run('git', ['clone', '--quiet', url, directory]);
  const identity = ['-c', 'user.name=W', '-c', 'user.email=w@example.com'];
  // Of the same second and with the same message it would be the same commit.
  const message = `--message=feat: mine ${++commits}`;
  await run('git', [...identity, 'commit', '--quiet', '--allow-empty', message], { cwd: directory });
  try {
    await run('git', ['push', '--quiet', 'origin', ...refs], { cwd: directory });
    return '';
  } catch (error) {
    return (error as { stderr: string }).stderr;
  }
}

const runToken = (): string =>
  world.github.createRunToken({ ...SERVICE, permissions: { contents: 'write' } });

describe('a version tag of a service', () => {
  it('is not for who may only write, and so the log key is not either', async () => {
    expect(await push(writer.token, 'HEAD:refs/tags/v1.0.0')).toContain('creations being restricted');
    const { git } = writer.octokit;
    const { data: main } = await git.getRef({ ...SERVICE, ref: 'heads/main' });
    const { sha } = main.object;
    await expect(git.createRef({ ...SERVICE, ref: 'refs/tags/v1.0.0', sha })).rejects.toMatchObject({
      status: 422,
    });
    expect(await push(writer.token, 'HEAD:refs/tags/nightly')).toBe('');
    const allows = (ref: string) =>
      world.github.environmentAllows({ ...SERVICE, environment: 'ledger', ref });
    expect([allows('refs/tags/v1.0.0'), allows('refs/tags/nightly')]).toEqual([true, false]);
  });

  it('is not for a workflow with its own token', async () => {
    expect(await push(runToken(), 'HEAD:refs/tags/v1.0.0')).toContain('creations being restricted');
  });

  it('is made by a maintainer, and nobody below moves or deletes it', async () => {
    expect(await push(maintainer.token, 'HEAD:refs/tags/v1.0.0')).toBe('');
    for (const token of [writer.token, runToken()]) {
      expect(await push(token, '+HEAD:refs/tags/v1.0.0')).toContain('Cannot update this protected ref');
      expect(await push(token, ':refs/tags/v1.0.0')).toContain('Cannot delete this ref');
    }
  });

  it('is made by an administrator', async () => {
    expect(await push(world.maria.token, 'HEAD:refs/tags/v1.0.1')).toBe('');
  });
});

describe('the default branch of a service', () => {
  it('requires exactly the checks of its own workflows, of GitHub Actions, and says so in the answer', async () => {
    const { data: rules } = await writer.octokit.repos.getBranchRules({ ...SERVICE, branch: 'main' });
    const { data: actions } = await writer.octokit.apps.getBySlug({ app_slug: 'github-actions' });
    expect(rules.map(({ type }) => type).sort()).toEqual([
      'deletion',
      'non_fast_forward',
      'pull_request',
      'required_status_checks',
    ]);
    expect(rules).toContainEqual(
      expect.objectContaining({
        type: 'required_status_checks',
        parameters: expect.objectContaining({
          required_status_checks: CHECKS.map((context) => ({ context, integration_id: actions!.id })),
        }),
      }),
    );
    expect(answer).toContain(CHECKS.map((check) => `\`${check}\``).join(', '));
  });

  it.each([
    ['an administrator', () => world.maria.token],
    ['a maintainer', () => maintainer.token],
  ])('takes no push, not even of %s', async (_, token) => {
    expect(await push(token(), 'HEAD:main')).toContain('through a pull request');
  });

  it('takes no pull request whose checks have not passed', async () => {
    expect(await push(writer.token, 'HEAD:topic')).toBe('');
    const { pulls } = writer.octokit;
    const { data: pull } = await pulls.create({ ...SERVICE, title: 'Mine', head: 'topic', base: 'main' });
    await expect(pulls.merge({ ...SERVICE, pull_number: pull.number })).rejects.toMatchObject({
      status: 405,
    });
  });
});

describe('a private service of an organisation whose plan has no rulesets for it', () => {
  it('is made and told so, and no run at a tag may use its log key', async () => {
    const owner = createPerson(world.github, 'frida');
    world.github.createOrganization({ login: 'gratis', members: { frida: 'admin' }, plan: 'free' });
    const platform = { owner: 'gratis', repo: 'platform' };
    await owner.octokit.repos.createInOrg({
      org: 'gratis',
      name: platform.repo,
      auto_init: true,
      private: true,
    });
    world.github.installApp({ slug: 'vaultmesh', account: 'gratis' });
    await world.settled();
    const { data: issue } = await owner.octokit.issues.create({ ...platform, title: 'A command' });
    const say = (body: string) =>
      owner.octokit.issues.createComment({ ...platform, issue_number: issue.number, body });
    await say('/spawn my-service');
    await world.settled();
    const { data: comments } = await owner.octokit.issues.listComments({
      ...platform,
      issue_number: issue.number,
    });
    const said = comments.at(-1)?.body ?? '';
    expect(said).toContain('**gratis/my-service** is ready.');
    expect(said).toContain(
      '| Rulesets | **none**: the plan of the organisation has none for private repositories',
    );
    const environment = { owner: 'gratis', repo: 'my-service', environment: 'ledger' };
    expect(
      ['refs/heads/main', 'refs/tags/v1.0.0'].map((ref) =>
        world.github.environmentAllows({ ...environment, ref }),
      ),
    ).toEqual([true, false]);
  }, 60_000);
});
