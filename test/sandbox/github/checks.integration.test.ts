import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Octokit } from '@octokit/rest';
import type { SandboxEvent } from '../../../sandbox/github/index.ts';
import { ALL_EVENTS, ALL_PERMISSIONS, appOctokit, withGitHub } from './with-github.ts';

const sandbox = withGitHub();
const PLACE = { owner: 'acme', repo: 'checked' };
const FORK = { owner: 'bob', repo: 'checked' };
const base64 = (text: string): string => Buffer.from(text).toString('base64');

let bot: Octokit;
const events: SandboxEvent[] = [];
beforeAll(async () => {
  const { ada, github } = sandbox.world;
  await ada.repos.createInOrg({ org: 'acme', name: 'checked', auto_init: true });
  const webhook = { webhookUrl: 'http://127.0.0.1:9/', webhookSecret: 'x' };
  const app = github.registerApp({
    ...{ slug: 'checker', ...webhook, permissions: ALL_PERMISSIONS, events: ALL_EVENTS },
  });
  const { id } = github.installApp({ slug: 'checker', account: 'acme' });
  bot = appOctokit(github, app, id);
  github.onEvent((event) => events.push(event));
});

const headOf = async (place: { owner: string; repo: string }, branch: string): Promise<string> => {
  const { data } = await sandbox.world.ada.git.getRef({ ...place, ref: `heads/${branch}` });
  return data.object.sha;
};

/** What GitHub raised of this kind since it was asked last, with who did it. */
const raised = (name: string, action: string): SandboxEvent[] => {
  const found = events.filter((event) => event.name === name && event.action === action);
  for (const event of found) events.splice(events.indexOf(event), 1);
  return found;
};

const annotation = (line: number, changes: object = {}) => ({
  ...{ path: 'README.md', start_line: line, end_line: line, annotation_level: 'warning' as const },
  ...{ message: `line ${line}`, ...changes },
});

describe('check runs', () => {
  it('gather annotations request by request, and take no more than GitHub does', async () => {
    const { ada } = sandbox.world;
    const head_sha = await headOf(PLACE, 'main');
    const { data: run } = await bot.checks.create({
      ...{ ...PLACE, name: 'lint', head_sha, status: 'in_progress', external_id: 'one' },
    });
    const at = { ...PLACE, check_run_id: run.id };
    const said = { title: 'Lint', summary: 'Much' };
    const part = (from: number, count: number) =>
      bot.checks.update({
        ...{ ...at, status: 'in_progress' },
        output: { ...said, annotations: Array.from({ length: count }, (_, n) => annotation(from + n)) },
      });
    await part(1, 50);
    await part(51, 20);
    await expect(part(71, 51)).rejects.toMatchObject({ status: 422 });
    const columns = annotation(1, { end_line: 2, start_column: 1, end_column: 2 });
    await expect(
      bot.checks.update({ ...at, output: { ...said, annotations: [columns] } }),
    ).rejects.toMatchObject({ status: 422 });
    await expect(
      bot.checks.update({ ...at, output: { title: 'x', summary: 'x'.repeat(65_536) } }),
    ).rejects.toMatchObject({ status: 422 });
    const { data } = await ada.checks.listAnnotations({ ...at, per_page: 100 });
    expect(data.map(({ start_line }) => start_line)).toEqual(Array.from({ length: 70 }, (_, n) => n + 1));
    expect((await ada.checks.get(at)).data.output.annotations_count).toBe(70);
    await bot.checks.update({ ...at, status: 'completed', conclusion: 'neutral' });
  });

  it('are asked for again, of their app alone, one and all of them', async () => {
    const { ada, bob } = sandbox.world;
    const head_sha = await headOf(PLACE, 'main');
    const done = { ...PLACE, head_sha, status: 'completed', conclusion: 'failure' } as const;
    const { data: first } = await bot.checks.create({ ...done, name: 'again' });
    await bot.checks.create({ ...done, name: 'again', conclusion: 'success' });
    await expect(bob.checks.rerequestRun({ ...PLACE, check_run_id: first.id })).rejects.toMatchObject({
      status: 403,
    });
    await ada.checks.rerequestRun({ ...PLACE, check_run_id: first.id });
    expect(raised('check_run', 'rerequested').map(({ sender }) => sender)).toEqual(['ada']);
    await ada.checks.rerequestSuite({ ...PLACE, check_suite_id: first.check_suite!.id });
    expect(raised('check_suite', 'rerequested')).toHaveLength(1);
    const asked = { ...PLACE, ref: 'main', check_name: 'again' };
    const latest = (await ada.checks.listForRef(asked)).data.check_runs;
    expect(latest.map(({ conclusion }) => conclusion)).toEqual(['success']);
    expect((await ada.checks.listForRef({ ...asked, filter: 'all' })).data.check_runs).toHaveLength(2);
  });

  it('have buttons, which people press', async () => {
    const { github } = sandbox.world;
    const head_sha = await headOf(PLACE, 'main');
    const fix = { label: 'Fix', description: 'Mends it', identifier: 'fix' };
    const wanted = {
      ...PLACE,
      name: 'button',
      head_sha,
      status: 'completed',
      conclusion: 'failure',
    } as const;
    const { data: run } = await bot.checks.create({ ...wanted, actions: [fix] });
    await expect(
      bot.checks.create({ ...wanted, actions: [{ ...fix, label: 'x'.repeat(21) }] }),
    ).rejects.toMatchObject({ status: 422 });
    await github.pressCheckButton({ ...PLACE, run: run.id, identifier: 'fix', by: 'bob' });
    expect(raised('check_run', 'requested_action').map(({ sender, payload }) => [sender, payload])).toEqual([
      ['bob', expect.objectContaining({ requested_action: { identifier: 'fix' } })],
    ]);
    await expect(
      github.pressCheckButton({ ...PLACE, run: run.id, identifier: 'other', by: 'bob' }),
    ).rejects.toThrow('no button');
  });
});

describe('a fork', () => {
  it('proposes its branches, which are followed and merged', async () => {
    const { ada, bob } = sandbox.world;
    expect((await bob.repos.createFork(PLACE)).data).toMatchObject({ fork: true, full_name: 'bob/checked' });
    const sha = await headOf(FORK, 'main');
    await bob.git.createRef({ ...FORK, ref: 'refs/heads/idea', sha });
    const commit = async (path: string): Promise<void> => {
      const content = base64(`${path}\n`);
      await bob.repos.createOrUpdateFileContents({ ...FORK, path, branch: 'idea', message: path, content });
    };
    await commit('one.md');
    const { data: pull } = await bob.pulls.create({
      ...PLACE,
      title: 'Idea',
      head: 'bob:idea',
      base: 'main',
    });
    expect(pull.head).toMatchObject({ label: 'bob:idea', repo: { full_name: 'bob/checked' } });
    expect(pull.base.repo.full_name).toBe('acme/checked');
    await commit('two.md');
    const [moved] = raised('pull_request', 'synchronize');
    expect(moved).toMatchObject({ owner: 'acme', payload: { before: pull.head.sha } });
    const at = { ...PLACE, pull_number: pull.number };
    const { data: now } = await ada.pulls.get(at);
    expect(now).toMatchObject({ mergeable: true, head: { sha: await headOf(FORK, 'idea') } });
    expect((await ada.pulls.list({ ...PLACE, head: 'bob:idea' })).data).toHaveLength(1);
    const { data: run } = await bot.checks.create({ ...PLACE, name: 'x', head_sha: now.head.sha });
    expect(run.pull_requests).toEqual([]);
    await ada.pulls.merge(at);
    expect((await ada.repos.getContent({ ...PLACE, path: 'two.md' })).status).toBe(200);
    await expect(
      bob.pulls.create({ ...PLACE, title: 'None', head: 'bob:nothing', base: 'main' }),
    ).rejects.toMatchObject({ status: 422 });
  });
});
