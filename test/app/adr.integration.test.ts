import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '../../sandbox/world/until.ts';
import type { Person } from '../../sandbox/world/person.ts';
import { answersTo, giveCommand, type GivenCommand, reactionsTo } from './fixtures/give-command.ts';
import { PLATFORM, type SandboxApp, startSandboxApp } from './fixtures/sandbox-app.ts';

const DRAFT = 'docs/adr/use-postgresql-for-orders.md';

let world: SandboxApp;
beforeAll(async () => {
  world = await startSandboxApp({ inProcess: true });
  world.install();
  await until('the ruleset of platform', async () => {
    const { data } = await world.maria.octokit.repos.getRepoRulesets(PLATFORM);
    return data.length > 0;
  });
  await world.settled();
}, 120_000);

afterAll(async () => {
  expect(world.github.traffic.unknownRoutes).toEqual([]);
  await world.stop();
}, 60_000);

const pulls = async () =>
  (await world.maria.octokit.pulls.list({ ...PLATFORM, state: 'all' })).data.map(
    ({ number, title, head }) => ({
      number,
      title,
      branch: head.ref,
    }),
  );

async function textOf(path: string, ref: string): Promise<string> {
  const { data } = await world.maria.octokit.repos.getContent({ ...PLATFORM, path, ref });
  return Buffer.from((data as { content: string }).content, 'base64').toString();
}

const statusOf = async (path: string, ref: string): Promise<string | undefined> =>
  /^status: (.*)$/m.exec(await textOf(path, ref))?.[1];

/** Everything that a command could change. */
async function refs(): Promise<string[]> {
  const { data } = await world.maria.octokit.repos.listBranches({ ...PLATFORM, per_page: 100 });
  return data.map(({ name, commit }) => `${name} ${commit.sha}`);
}

/** Comments on an issue or pull request that is there. */
async function commentOn({ octokit }: Person, issue: number, body: string): Promise<GivenCommand> {
  const { data } = await octokit.issues.createComment({ ...PLATFORM, issue_number: issue, body });
  return { issue, comment: data.id };
}

async function lastAnswer(given: GivenCommand): Promise<string> {
  return (await answersTo(world.maria, given)).at(-1) ?? '';
}

describe('/adr new', () => {
  it('proposes a draft as the command line writes it, once', async () => {
    const given = await giveCommand(
      world.maria,
      '/adr new Use PostgreSQL for orders --tags database,orders --affects src/orders/**',
    );
    expect(await reactionsTo(world.maria, given)).toEqual(['eyes', 'rocket']);
    const before = await refs();
    await world.redeliverLast('issue_comment');
    expect(await refs()).toEqual(before);
    const [pull, ...others] = await pulls();
    expect(others).toEqual([]);
    expect(pull?.title).toBe('docs(adr): draft use-postgresql-for-orders');
    expect(await answersTo(world.maria, given)).toEqual([
      expect.stringContaining(`[Pull request #${pull!.number}](${world.github.url}/acme/platform/pull/`),
    ]);
    const { data: files } = await world.maria.octokit.pulls.listFiles({
      ...PLATFORM,
      pull_number: pull!.number,
    });
    expect(files.map(({ filename }) => filename)).toEqual([DRAFT]);
    const text = await textOf(DRAFT, pull!.branch);
    expect(text).toMatch(/^id: [0-9A-Z]{26}$/m);
    expect(await statusOf(DRAFT, pull!.branch)).toBe('draft');
    expect(text).toContain('# Use PostgreSQL for orders');
    expect(text).toMatch(/tags:.*database.*orders/s);
  }, 60_000);

  it.each([
    ['otto', '/adr new Use MySQL', 'yours there is "'],
    ['maria', '/adr new', 'The title is missing.'],
    ['maria', '/adr new 12. Use MySQL', 'Write the title without one.'],
    ['maria', '/adr new Use MySQL --supersedes use-nothing', 'There is no decision "use-nothing".'],
    ['maria', '/adr accept use-nothing', 'There is no decision "use-nothing".'],
    ['otto', '/adr accept use-postgresql-for-orders', 'yours there is "'],
    ['otto', '/adr supersede use-postgresql-for-orders use-nothing', 'yours there is "'],
  ] as const)(
    'makes nothing for %s: %s',
    async (login, body, reason) => {
      const before = await refs();
      const given = await giveCommand(world[login], body);
      expect(await reactionsTo(world.maria, given)).toEqual(['confused', 'eyes']);
      expect(await lastAnswer(given)).toContain(reason);
      expect(await refs()).toEqual(before);
    },
    60_000,
  );
});

describe('on the pull request that brings a decision', () => {
  it('a step that is none is refused with those that there are', async () => {
    const [pull] = await pulls();
    const before = await refs();
    const given = await commentOn(world.maria, pull!.number, '/adr accept use-postgresql-for-orders');
    expect(await reactionsTo(world.maria, given)).toEqual(['confused', 'eyes']);
    expect(await lastAnswer(given)).toContain(
      `${DRAFT} is draft and cannot become accepted: from there it can become proposed or withdrawn. First: /adr propose`,
    );
    expect(await refs()).toEqual(before);
  }, 60_000);

  it.each([
    ['propose', 'proposed'],
    ['accept', 'accepted'],
  ])(
    '%s is one commit on its branch',
    async (verb, status) => {
      const [pull] = await pulls();
      const before = (await world.maria.octokit.pulls.listCommits({ ...PLATFORM, pull_number: pull!.number }))
        .data;
      const given = await commentOn(world.maria, pull!.number, `/adr ${verb} use-postgresql-for-orders`);
      expect(await reactionsTo(world.maria, given)).toEqual(['eyes', 'rocket']);
      await world.redeliverLast('issue_comment');
      expect(await statusOf(DRAFT, pull!.branch)).toBe(status);
      const { data: commits } = await world.maria.octokit.pulls.listCommits({
        ...PLATFORM,
        pull_number: pull!.number,
      });
      expect(commits).toHaveLength(before.length + 1);
      expect(await lastAnswer(given)).toContain(`/commit/${commits.at(-1)!.sha}`);
      expect(await pulls()).toHaveLength(1);
    },
    60_000,
  );
});

describe('a decision that was merged', () => {
  beforeAll(async () => {
    const { octokit } = world.maria;
    const given = await giveCommand(world.maria, '/adr new Keep orders in files');
    expect(await reactionsTo(world.maria, given)).toEqual(['eyes', 'rocket']);
    for (const { number } of await pulls()) await octokit.pulls.merge({ ...PLATFORM, pull_number: number });
    await world.settled();
  }, 60_000);

  it('cannot be rejected any more', async () => {
    const given = await giveCommand(world.maria, '/adr reject use-postgresql-for-orders');
    expect(await reactionsTo(world.maria, given)).toEqual(['confused', 'eyes']);
    expect(await lastAnswer(given)).toContain('from there it can become deprecated or superseded');
  }, 60_000);

  it('is superseded in both files, by one pull request', async () => {
    const given = await giveCommand(
      world.maria,
      '/adr supersede use-postgresql-for-orders keep-orders-in-files',
    );
    expect(await reactionsTo(world.maria, given)).toEqual(['eyes', 'rocket']);
    const [pull, ...others] = await pulls();
    expect(others).toHaveLength(2);
    expect(await statusOf(DRAFT, pull!.branch)).toBe('superseded');
    expect(await textOf('docs/adr/keep-orders-in-files.md', pull!.branch)).toMatch(/^supersedes: \[/m);
    expect(await statusOf(DRAFT, 'main')).toBe('accepted');
  }, 60_000);
});
