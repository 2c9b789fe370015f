import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Person } from '../../../sandbox/world/person.ts';
import { answersTo, giveCommand, type GivenCommand, reactionsTo } from '../fixtures/give-command.ts';
import { ORGANIZATION, PLATFORM, type SandboxApp, startSandboxApp } from '../fixtures/sandbox-app.ts';

let world: SandboxApp;

/** What otto, who is in the team makers, asked for, and its plan. */
let asked: GivenCommand;
let hash = '';

beforeAll(async () => {
  world = await startSandboxApp({ inProcess: true });
  await world.maria.octokit.repos.createInOrg({ org: ORGANIZATION, name: '.github', auto_init: true });
  world.install();
  await world.settled();
}, 120_000);

afterAll(async () => {
  const file = process.env['VAULTMESH_TRAFFIC'];
  if (file) await world.github.traffic.append(file);
  expect(world.github.traffic.unknownRoutes).toEqual([]);
  await world.stop();
}, 60_000);

/** Puts a configuration on the default branch of a repository. */
async function configure(repo: string, ...lines: string[]): Promise<void> {
  const { repos } = world.maria.octokit;
  const file = { owner: ORGANIZATION, repo, path: '.github/vaultmesh.yml' };
  const earlier = await repos.getContent(file).catch(() => undefined);
  const content = Buffer.from(lines.join('\n')).toString('base64');
  const sha = earlier && 'sha' in earlier.data ? { sha: earlier.data.sha } : {};
  await repos.createOrUpdateFileContents({ ...file, message: 'ci: who may do what', content, ...sha });
}

/** Comments on the issue of a command, or on a new one; gives the last answer there. */
async function answerTo(person: Person, body: string, on?: GivenCommand): Promise<[GivenCommand, string]> {
  const given = on === undefined ? await giveCommand(person, body) : { ...on, comment: await comment() };
  await reactionsTo(world.maria, given);
  return [given, (await answersTo(world.maria, given)).at(-1) ?? ''];

  async function comment(): Promise<number> {
    const { data } = await person.octokit.issues.createComment({
      ...PLATFORM,
      issue_number: on!.issue,
      body,
    });
    return data.id;
  }
}

const isThere = (repo: string): Promise<boolean> =>
  world.maria.octokit.repos.get({ owner: ORGANIZATION, repo }).then(
    () => true,
    () => false,
  );

describe('the configuration of the organisation', () => {
  it('lets a team spawn that may only read the platform repository, with a second person', async () => {
    const [, before] = await answerTo(world.otto, '/spawn my-service');
    expect(before).toContain('yours there is "read"');
    await configure(
      '.github',
      'commands:',
      '  spawn: { teams: [makers], approvals: 1 }',
      'spawn:',
      '  names: [my-*]',
      '  visibility: private',
      '  per-person-per-hour: 1',
    );
    const [given, plan] = await answerTo(world.otto, '/spawn my-service');
    expect(plan).toContain('This waits for a second person (acme/.github, .github/vaultmesh.yml, line 2)');
    expect(await isThere('my-service')).toBe(false);
    asked = given;
    hash = /\/approve ([0-9a-f]{64})/.exec(plan)?.[1] ?? '';
  }, 120_000);

  it('lets nobody approve their own plan', async () => {
    const [, answer] = await answerTo(world.otto, `/approve ${hash}`, asked);
    expect(answer).toContain('This plan is your own, and it takes a second person');
    expect(await isThere('my-service')).toBe(false);
  }, 120_000);

  it('has the plan made for somebody else of the team, also after a restart', async () => {
    await world.restart('SIGTERM');
    const [, answer] = await answerTo(world.maria, `/approve ${hash}`, asked);
    expect(answer).toContain('**acme/my-service** is ready.');
    const { data } = await world.maria.octokit.repos.get({ owner: ORGANIZATION, repo: 'my-service' });
    expect(data.private).toBe(true);
  }, 120_000);

  it('lets one person have so many services an hour, whoever approves them', async () => {
    const [given, plan] = await answerTo(world.otto, '/spawn my-other');
    const other = /\/approve ([0-9a-f]{64})/.exec(plan)?.[1] ?? '';
    const [, answer] = await answerTo(world.maria, `/approve ${other}`, given);
    expect(answer).toContain('otto had 1 service made within the last 60 minutes, and one person may have 1');
    expect(answer).toContain('line 6');
    expect(await isThere('my-other')).toBe(false);
  }, 120_000);

  it('holds names against its rules before there is a plan', async () => {
    const [, answer] = await answerTo(world.maria, '/spawn your-service --dry-run');
    expect(answer).toContain(
      'The name "your-service" has to be like `my-*` (acme/.github, .github/vaultmesh.yml, line 4)',
    );
  }, 120_000);

  it('has a part adopted only when somebody else approves exactly that', async () => {
    await configure('.github', 'commands: { adopt: { teams: [makers], approvals: 1 } }');
    const titles = async () =>
      (await world.maria.octokit.pulls.list({ ...PLATFORM, state: 'all' })).data.map(({ title }) => title);
    const [given, plan] = await answerTo(world.otto, '/adopt ci --language go --name my-service');
    expect(plan).toContain('The plan of `/adopt ci` for **acme/platform**');
    expect(plan).toContain('`.github/workflows/ci.yml` is new');
    expect(plan).toContain('This waits for a second person (acme/.github, .github/vaultmesh.yml, line 1)');
    const [approval = ''] = /\/approve [0-9a-f]{64}/.exec(plan) ?? [];
    expect((await answerTo(world.otto, approval, given))[1]).toContain('Somebody else who may adopt has to');
    expect(await titles()).not.toContain('feat: adopt ci');

    const file = { ...PLATFORM, path: 'Makefile', message: 'ci: one of our own', content: 'dGVzdDoK' };
    const { data } = await world.maria.octokit.repos.createOrUpdateFileContents(file);
    expect((await answerTo(world.maria, approval, given))[1]).toContain('or has it now. Plan again');
    const { sha } = data.content!;
    await world.maria.octokit.repos.deleteFile({ ...file, sha: sha! });
    expect((await answerTo(world.maria, approval, given))[1]).toMatch(/\[Pull request #\d+\]/);
    await world.redeliverLast('issue_comment');
    expect((await titles()).filter((title) => title === 'feat: adopt ci')).toHaveLength(1);
  }, 120_000);

  it('that is wrong lets nobody, and says in which line', async () => {
    await configure('.github', 'commands:', '  spwan: { roles: [admin] }');
    const [, answer] = await answerTo(world.maria, '/spawn my-service');
    expect(answer).toContain('line 2: there is no command spwan, did you mean spawn?');
  }, 120_000);
});

describe('the configuration of a repository', () => {
  it('restricts the commands on it', async () => {
    await configure('.github', 'version: 1');
    const [, before] = await answerTo(world.otto, '/help');
    expect(before).toContain('/spawn <name>');
    await configure(PLATFORM.repo, 'commands: { help: { roles: [maintain] } }');
    const [, answer] = await answerTo(world.otto, '/help');
    expect(answer).toContain(
      'This takes the role maintain or admin in acme/platform; yours there is "read".',
    );
    expect(answer).toContain('(acme/platform, .github/vaultmesh.yml, line 1)');
    expect((await answerTo(world.maria, '/help'))[1]).toContain('/spawn <name>');
  }, 120_000);
});
