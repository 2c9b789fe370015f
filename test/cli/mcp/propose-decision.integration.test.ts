import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { type ProposeDecision, proposeDecision } from '../../../cli/mcp/tools/propose-decision.ts';
import { readDecision } from '../../../core/remembrancer/decisions/index.ts';
import { type GitHubSandbox, startGitHub } from '../../../sandbox/github/index.ts';
import { createPerson, type Person } from '../../../sandbox/world/person.ts';
import { memoryTerminal } from '../memory-terminal.ts';

const REPOSITORY = { owner: 'acme', repo: 'my-service' };
const PROPOSAL = {
  title: 'Use PostgreSQL',
  context: 'Orders are relational.',
  decision: 'PostgreSQL, because everybody knows it.',
  options: [],
  supersedes: [],
  affects: [],
  tags: [],
};

let github: GitHubSandbox;
let ada: Person;
let propose: ProposeDecision;

const proposer = (
  environment: NodeJS.ProcessEnv,
  url = 'https://github.com/acme/my-service',
): ProposeDecision => proposeDecision(memoryTerminal({ environment }), { url });

beforeAll(async () => {
  github = await startGitHub();
  ada = createPerson(github, 'ada');
  github.createOrganization({ login: 'acme', members: { ada: 'admin' } });
  await ada.octokit.repos.createInOrg({ org: 'acme', name: 'my-service', auto_init: true });
  propose = proposer({ GITHUB_API_URL: github.apiUrl, GH_TOKEN: ada.token });
});

afterAll(() => github.stop());

describe('a decision that a client proposes', () => {
  it('is a pull request with the file, and nothing else changes', async () => {
    const { url, path, isNew } = await propose(PROPOSAL);
    expect([path, isNew]).toEqual(['docs/adr/use-postgresql.md', true]);
    const { data: pulls } = await ada.octokit.pulls.list({ ...REPOSITORY, state: 'all' });
    expect(pulls.map(({ html_url, title, state, base }) => [html_url, title, state, base.ref])).toEqual([
      [url, 'Use PostgreSQL', 'open', 'main'],
    ]);
    const pull_number = pulls[0]?.number ?? 0;
    const { data: files } = await ada.octokit.pulls.listFiles({ ...REPOSITORY, pull_number });
    expect(files.map(({ filename, status }) => [filename, status])).toEqual([[path, 'added']]);
    const { data } = await ada.octokit.repos.getContent({
      ...REPOSITORY,
      path,
      ref: 'decision/use-postgresql',
    });
    const text = Buffer.from((data as { content: string }).content, 'base64').toString();
    expect(readDecision(path, text).decision).toMatchObject({ title: 'Use PostgreSQL', status: 'proposed' });
    const { data: commits } = await ada.octokit.repos.listCommits({
      ...REPOSITORY,
      sha: 'decision/use-postgresql',
    });
    expect(commits[0]?.commit.message).toBe('docs: propose use-postgresql');
    const { data: branches } = await ada.octokit.repos.listBranches(REPOSITORY);
    expect(branches.map(({ name }) => name).sort()).toEqual(['decision/use-postgresql', 'main']);
  });

  it('stands where it is open already', async () => {
    const again = await propose({ ...PROPOSAL, decision: 'Other words.' });
    expect(again.isNew).toBe(false);
    const { data } = await ada.octokit.pulls.list({ ...REPOSITORY, state: 'all' });
    expect(data).toHaveLength(1);
  });

  it('is not taken for another one whose title gives the same name', async () => {
    await expect(propose({ ...PROPOSAL, title: 'Use: PostgreSQL!' })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('docs/adr/use-postgresql.md and another title'),
    });
  });

  it('takes another title when people closed it, and when it was merged', async () => {
    const { data } = await ada.octokit.pulls.list({ ...REPOSITORY, state: 'open' });
    const pull = { ...REPOSITORY, pull_number: data[0]?.number ?? 0 };
    await ada.octokit.pulls.update({ ...pull, state: 'closed' });
    await expect(propose(PROPOSAL)).rejects.toMatchObject({
      code: 'conflict',
      message: 'There is already the branch decision/use-postgresql; give the decision another title.',
    });
    await ada.octokit.pulls.update({ ...pull, state: 'open' });
    await ada.octokit.pulls.merge(pull);
    await expect(propose(PROPOSAL)).rejects.toMatchObject({
      code: 'conflict',
      message: 'There is already docs/adr/use-postgresql.md; give the decision another title.',
    });
  });

  it('goes on where it broke off before its pull request, and with no other words', async () => {
    const other = { ...PROPOSAL, title: 'Use NATS' };
    github.faults.onRequest({ kind: 'refusal', method: 'POST', route: '/repos/{owner}/{repo}/pulls' });
    await expect(propose(other)).rejects.toMatchObject({ code: 'not-permitted' });
    await expect(propose({ ...other, decision: 'Other words.' })).rejects.toMatchObject({
      code: 'conflict',
      message: 'There is already the branch decision/use-nats; give the decision another title.',
    });
    expect(await propose(other)).toMatchObject({ path: 'docs/adr/use-nats.md', isNew: true });
  });

  it.each<[string, () => ProposeDecision, string, string]>([
    ['no token', () => proposer({}), 'not-permitted', 'set GH_TOKEN'],
    ['no repository on GitHub', () => proposer({}, '/srv/git/app'), 'usage', 'is not on GitHub'],
    [
      'a token that is none',
      () => proposer({ GITHUB_API_URL: github.apiUrl, GH_TOKEN: 'x' }),
      'not-permitted',
      'It does not accept the token',
    ],
    [
      'no such repository',
      () => proposer({ GITHUB_API_URL: github.apiUrl, GH_TOKEN: ada.token }, 'https://github.com/acme/none'),
      'not-found',
      'acme/none is not there',
    ],
  ])('is not made with %s', async (_, make, code, message) => {
    await expect(make()(PROPOSAL)).rejects.toMatchObject({ code, message: expect.stringContaining(message) });
  });
});
