import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { allCommands } from '../../app/commands/all-commands.ts';
import { platformForms } from '../../app/onboarding/platform-forms.ts';
import { fromUtf8 } from '../../core/common/bytes.ts';
import type { Person } from '../../sandbox/world/person.ts';
import { formBody } from './commands/form-body.ts';
import { answersTo } from './fixtures/give-command.ts';
import { ORGANIZATION, PLATFORM, type SandboxApp, startSandboxApp } from './fixtures/sandbox-app.ts';

let world: SandboxApp;
beforeAll(async () => {
  world = await startSandboxApp();
  world.install();
  await world.settled();
});
afterAll(() => world.stop(), 60_000);

/** Opens an issue as the form of a command makes it. */
async function openForm(
  { octokit }: Person,
  command: string,
  values: Readonly<Record<string, string>>,
): Promise<number> {
  const { grammar } = allCommands().find((each) => each.grammar.name === command)!;
  const body = formBody(grammar, values);
  const { data } = await octokit.issues.create({ ...PLATFORM, title: `/${command}`, body });
  return data.number;
}

/** The same, when all that comes of it is done. */
async function fillIn(...asked: Parameters<typeof openForm>): Promise<number> {
  const issue = await openForm(...asked);
  await world.settled();
  return issue;
}

const answers = (issue: number) => answersTo(world.maria, { issue, comment: 0 });

async function reactions(issue: number): Promise<string[]> {
  const { data } = await world.maria.octokit.reactions.listForIssue({ ...PLATFORM, issue_number: issue });
  return data.map(({ content }) => content).sort();
}

async function comment(issue: number, body: string): Promise<void> {
  await world.maria.octokit.issues.createComment({ ...PLATFORM, issue_number: issue, body });
  await world.settled();
}

it('the forms are in the platform repository, and stay away when somebody took one away', async () => {
  const { repos } = world.maria.octokit;
  const path = '.github/ISSUE_TEMPLATE';
  const listed = async () => {
    const { data } = await repos.getContent({ ...PLATFORM, path });
    return Array.isArray(data) ? data.map((file) => ({ path: file.path, sha: file.sha })) : [];
  };
  const before = await listed();
  expect(before.map((file) => file.path)).toEqual(
    platformForms(false)
      .map((form) => form.path)
      .sort(),
  );
  const { data } = await repos.getContent({ ...PLATFORM, path: `${path}/vaultmesh-spawn.yml` });
  const text = fromUtf8(Buffer.from('content' in data ? data.content : '', 'base64'));
  expect(parse(text)).toMatchObject({ name: 'VaultMesh: /spawn', title: '/spawn' });

  const gone = before.find((file) => file.path.endsWith('query.yml'))!;
  await repos.deleteFile({ ...PLATFORM, path: gone.path, sha: gone.sha, message: 'docs: no questions' });
  await world.settled();
  await world.restart('SIGTERM');
  await world.settled();
  expect(await listed()).toEqual(before.filter((file) => file !== gone));
});

it('an issue made by the form is the command: answered once, also when it is delivered again or lost', async () => {
  const issue = await fillIn(world.maria, 'spawn', { name: 'my-service', description: '### Language' });
  expect(await answers(issue)).toEqual([expect.stringContaining('**acme/my-service** is ready.')]);
  expect(await reactions(issue)).toEqual(['eyes', 'rocket']);
  const service = { owner: ORGANIZATION, repo: 'my-service' };
  const { data } = await world.maria.octokit.repos.get(service);
  expect(data.description).toMatch(/^### Language \[VaultMesh request [0-9a-f]{32}\]$/);

  await world.redeliverLast('issues');
  await world.restart('SIGKILL');
  await world.settled();
  expect(await answers(issue)).toHaveLength(1);
  const { data: pulls } = await world.maria.octokit.pulls.list({ ...PLATFORM, state: 'all' });
  expect(pulls.filter(({ title }) => title === 'docs(adr): spawn my-service')).toHaveLength(1);
});

it('one that was lost is found by the sweep, as it was opened and not as it reads by now', async () => {
  await world.app.stop('SIGKILL');
  const issue = await openForm(world.maria, 'spawn', { name: 'my-lost' });
  await world.maria.octokit.issues.update({ ...PLATFORM, issue_number: issue, body: 'Never mind.' });
  await world.github.idle();
  await world.restart('SIGTERM');
  await world.settled();
  expect(await answers(issue)).toEqual([expect.stringContaining('**acme/my-lost** is ready.')]);
});

it('a plan by the form is made by /approve on its issue', async () => {
  const issue = await fillIn(world.maria, 'spawn', { name: 'my-plan', 'dry-run': 'yes' });
  const [plan = ''] = await answers(issue);
  expect(plan).toContain('nothing was made');
  const [approval = ''] = /\/approve [0-9a-f]{64}/.exec(plan) ?? [];
  await comment(issue, approval);
  expect((await answers(issue)).at(-1)).toContain('**acme/my-plan** is ready.');
});

it('one that stopped goes on with /retry', async () => {
  const route = '/orgs/{org}/repos';
  world.github.faults.onRequest({ kind: 'invalid', method: 'POST', route });
  const issue = await fillIn(world.maria, 'spawn', { name: 'my-retry' });
  expect(await answers(issue)).toEqual([expect.stringContaining('This stopped before it was finished.')]);
  await comment(issue, '/retry');
  const [answer, retried] = await answers(issue);
  expect(retried).toContain('`/spawn` of the form of this issue goes on');
  expect(answer).toContain('**acme/my-retry** is ready.');
});

it('the policy is that of the comment', async () => {
  const issue = await fillIn(world.otto, 'spawn', { name: 'my-other' });
  expect(await answers(issue)).toEqual([expect.stringContaining('This takes the role write')]);
  expect(await reactions(issue)).toEqual(['confused', 'eyes']);
});

it('an issue of any other kind is left alone', async () => {
  const { issues } = world.maria.octokit;
  const { data } = await issues.create({ ...PLATFORM, title: '/spawn', body: '/spawn my-other' });
  await issues.update({ ...PLATFORM, issue_number: data.number, body: '### /spawn: Name\n\nmy-other' });
  await world.settled();
  expect(await answers(data.number)).toEqual([]);
  expect(await reactions(data.number)).toEqual([]);
});
