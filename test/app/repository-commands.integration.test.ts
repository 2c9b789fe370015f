import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RepositoryName } from '../../core/github/repository-name.ts';
import type { Person } from '../../sandbox/world/person.ts';
import { until } from '../../sandbox/world/until.ts';
import { askNobody } from './fixtures/ask-nobody.ts';
import { recordRuns } from './fixtures/record-runs.ts';
import { ORGANIZATION, PLATFORM, type SandboxApp, startSandboxApp } from './fixtures/sandbox-app.ts';

const HOBBY = { owner: ORGANIZATION, repo: 'hobby' };

let world: SandboxApp;
beforeAll(async () => {
  world = await startSandboxApp({ inProcess: true });
  const { octokit } = world.maria;
  await octokit.repos.createInOrg({ org: ORGANIZATION, name: HOBBY.repo, auto_init: true });
  await askNobody(world.maria);
  world.install();
  await until('the ruleset of platform', async () => {
    const { data } = await octokit.repos.getRepoRulesets(PLATFORM);
    return data.length > 0;
  });
  await world.settled();
}, 120_000);

afterAll(async () => {
  expect(world.github.traffic.unknownRoutes).toEqual([]);
  await world.stop();
}, 60_000);

interface Given {
  readonly repository: RepositoryName;
  readonly issue: number;
  readonly comment: number;
}

async function give(
  { octokit }: Person,
  repository: RepositoryName,
  body: string,
  on?: number,
): Promise<Given> {
  const issue = on ?? (await octokit.issues.create({ ...repository, title: 'A command' })).data.number;
  const { data } = await octokit.issues.createComment({ ...repository, issue_number: issue, body });
  return { repository, issue, comment: data.id };
}

/** The app's answer to a command once it is there and in this state. */
const answer = ({ repository, issue, comment }: Given, state: 'done' | 'refused' | 'stopped') =>
  until(`the answer "${state}"`, async () => {
    const { data } = await world.maria.octokit.issues.listComments({ ...repository, issue_number: issue });
    return data.find(({ body }) =>
      body?.startsWith(`<!-- vaultmesh:answer comment=${comment} state=${state} -->`),
    )?.body;
  });

async function put(repository: RepositoryName, path: string, text: string): Promise<void> {
  await world.maria.octokit.repos.createOrUpdateFileContents({
    ...repository,
    path,
    message: `add ${path}`,
    content: Buffer.from(text).toString('base64'),
  });
}

const branchesOf = async (repository: RepositoryName): Promise<string[]> =>
  (await world.maria.octokit.repos.listBranches({ ...repository, per_page: 100 })).data.map(
    ({ name }) => name,
  );

async function pullsOf(repository: RepositoryName) {
  const { octokit } = world.maria;
  const { data } = await octokit.pulls.list({ ...repository, state: 'all' });
  return Promise.all(
    data.map(async ({ number, title }) => {
      const { data: files } = await octokit.pulls.listFiles({
        ...repository,
        pull_number: number,
        per_page: 100,
      });
      return { title, files: files.map(({ filename, status }) => `${status} ${filename}`) };
    }),
  );
}

const mayUseKey = (repository: RepositoryName, ref: string): boolean =>
  world.github.environmentAllows({ ...repository, environment: 'ledger', ref });

const dispatches = () => world.events.filter(({ name }) => name === 'workflow_dispatch');

describe('/adopt', () => {
  beforeAll(async () => {
    await put(HOBBY, 'go.mod', 'module example.org/hobby\n');
    await put(HOBBY, 'makefile', 'test:\n\ttrue\n');
    await world.settled();
  }, 60_000);

  it('makes nothing for who may not write in platform', async () => {
    const given = await give(world.otto, HOBBY, '/adopt ledger');
    expect(await answer(given, 'refused')).toContain('acme/platform');
    expect(await branchesOf(HOBBY)).toEqual(['main']);
  }, 60_000);

  it('proposes the files of a part that are not there, once', async () => {
    const given = await give(world.maria, HOBBY, '/adopt ci');
    const text = await answer(given, 'done');
    expect(text).toContain('`.github/workflows/ci.yml` is new');
    expect(text).toContain('`Makefile` was left alone: `makefile` is there already');
    await world.redeliverLast('issue_comment');
    expect(await pullsOf(HOBBY)).toEqual([
      {
        title: 'feat: adopt ci',
        files: [
          'added .dockerignore',
          'added .github/dependabot.yml',
          'added .github/workflows/ci.yml',
          'added Dockerfile',
        ],
      },
    ]);
  }, 60_000);

  it('lets runs at version tags use the key where a workflow records releases there, and keeps these tags for maintainers', async () => {
    const tagged = { owner: ORGANIZATION, repo: 'tagged' };
    const { octokit } = world.maria;
    await octokit.repos.createInOrg({ org: ORGANIZATION, name: tagged.repo, auto_init: true });
    await put(
      tagged,
      '.github/workflows/release.yml',
      'on:\n  push:\n    tags: [v*]\njobs:\n  record:\n    runs-on: ubuntu-latest\n    environment: ledger\n    steps:\n      - uses: vaultmesh/record@v1\n',
    );
    await world.settled();
    const given = await give(world.maria, tagged, '/adopt ledger');
    expect(await answer(given, 'done')).toContain('`release.yml` records releases by itself');
    expect(['refs/heads/main', 'refs/tags/v1.0.0'].map((ref) => mayUseKey(tagged, ref))).toEqual([
      true,
      true,
    ]);
    const { data: rulesets } = await octokit.repos.getRepoRulesets(tagged);
    expect(rulesets.map(({ name, target }) => [name, target]).sort()).toEqual([
      ['VaultMesh: maintainers make version tags', 'tag'],
      ['VaultMesh: the ledger only grows', 'branch'],
    ]);
  }, 60_000);

  it('gives the repository a ledger with a key, and proposes the record workflow', async () => {
    const given = await give(world.maria, HOBBY, '/adopt ledger');
    expect(await answer(given, 'done')).toContain('/acme/hobby');
    await world.redeliverLast('issue_comment');
    const secrets = world.github.secretsFor({ ...HOBBY, environment: 'ledger' });
    expect(Object.keys(secrets)).toEqual(['VAULTMESH_LOG_KEY']);
    const { data: rulesets } = await world.maria.octokit.repos.getRepoRulesets(HOBBY);
    expect(rulesets).toHaveLength(1);
    expect(['refs/heads/main', 'refs/tags/v1.0.0'].map((ref) => mayUseKey(HOBBY, ref))).toEqual([
      true,
      false,
    ]);
    expect(await branchesOf(HOBBY)).toContain('ledger');
    expect((await pullsOf(HOBBY))[0]).toEqual({
      title: 'feat: adopt ledger',
      files: [
        'added .github/actionlint.yaml',
        'added .github/vaultmesh.yml',
        'added .github/workflows/vaultmesh-record.yml',
      ],
    });
  }, 60_000);
});

describe('/record', () => {
  beforeAll(async () => {
    const decision = (status: string) =>
      `---\nstatus: ${status}\n---\n\n# Keep it\n\n## Decision Outcome\n\nKept.\n`;
    await put(PLATFORM, 'docs/adr/keep-it.md', decision('accepted'));
    await put(PLATFORM, 'docs/adr/perhaps.md', decision('proposed'));
    await world.settled();
  }, 60_000);

  it.each([
    ['otto', '/record decision keep-it', 'the role'],
    ['maria', '/record decision perhaps', 'Accept it first: `/adr accept perhaps`'],
    ['maria', '/record release v9 README.md', 'acme/platform has no tag "v9"'],
  ] as const)(
    'starts nothing for %s: %s',
    async (login, body, reason) => {
      const given = await give(world[login], PLATFORM, body);
      expect(await answer(given, 'refused')).toContain(reason);
      expect(dispatches()).toEqual([]);
    },
    60_000,
  );

  it('has the repository record once, and answers with the entry from then on', async () => {
    const runs = recordRuns(world.github);
    const given = await give(world.maria, PLATFORM, '/record decision keep-it');
    expect(await answer(given, 'done')).toMatch(
      /`decision:docs\/adr\/keep-it\.md@[0-9a-f]{40}` is being recorded/,
    );
    await world.redeliverLast('issue_comment');
    await runs.done();
    await world.settled();
    const again = await give(world.maria, PLATFORM, '/record decision docs/adr/keep-it.md');
    expect(await answer(again, 'done')).toContain('is entry 0 of [the ledger]');
    expect(dispatches()).toHaveLength(1);
  }, 120_000);

  it('asks for a deployment with what the ledger needs', async () => {
    const given = await give(
      world.maria,
      PLATFORM,
      '/record deployment production 1.2.0 README.md --why "to try it"',
    );
    await answer(given, 'done');
    const { data: main } = await world.maria.octokit.repos.getBranch({ ...PLATFORM, branch: 'main' });
    expect(dispatches().at(-1)?.payload['inputs']).toEqual({
      kind: 'deployment',
      operation: 'deployment:platform:1.2.0:production',
      component: 'platform',
      version: '1.2.0',
      commit: main.commit.sha,
      files: 'README.md',
      context: '{"why":"to try it"}',
      links: '[{"rel":"environment","target":"production"}]',
      people: '[{"role":"author","login":"maria"}]',
    });
  }, 60_000);
});

describe('/retry', () => {
  let stopped: Given;
  beforeAll(async () => {
    const route = '/repos/{owner}/{repo}/git/trees';
    world.github.faults.onRequest({ kind: 'refusal', method: 'POST', route, times: 1 });
    stopped = await give(world.maria, PLATFORM, '/adr new Keep orders in files');
    await answer(stopped, 'stopped');
    await world.settled();
    const { comment: comment_id } = stopped;
    await world.maria.octokit.issues.updateComment({
      ...PLATFORM,
      comment_id,
      body: '/adr new Delete all orders',
    });
  }, 60_000);

  it('is refused to who may not give the command', async () => {
    const given = await give(world.otto, PLATFORM, '/retry', stopped.issue);
    expect(await answer(given, 'refused')).toContain('the role');
    expect(await pullsOf(PLATFORM)).toEqual([]);
  }, 60_000);

  it('says where nothing stopped', async () => {
    const given = await give(world.maria, PLATFORM, '/retry');
    expect(await answer(given, 'refused')).toContain('No command here was stopped.');
  }, 60_000);

  it('goes on with the command as it was delivered, once', async () => {
    const given = await give(world.maria, PLATFORM, '/retry', stopped.issue);
    expect(await answer(given, 'done')).toContain('`/adr new` of comment');
    expect(await answer(stopped, 'done')).toContain('[Pull request #');
    await world.redeliverLast('issue_comment');
    expect(await pullsOf(PLATFORM)).toEqual([
      { title: 'docs(adr): draft keep-orders-in-files', files: ['added docs/adr/keep-orders-in-files.md'] },
    ]);
  }, 60_000);
});

describe('a call to GitHub that fails', () => {
  it.each([
    ['lost-answer', 'POST', '/repos/{owner}/{repo}/git/trees'],
    ['lost-answer', 'POST', '/repos/{owner}/{repo}/git/commits'],
    ['lost-answer', 'POST', '/repos/{owner}/{repo}/git/refs'],
    ['lost-answer', 'POST', '/repos/{owner}/{repo}/pulls'],
    ['server-error', 'POST', '/repos/{owner}/{repo}/git/refs'],
    ['server-error', 'POST', '/repos/{owner}/{repo}/pulls'],
    ['lost-answer', 'POST', '/repos/{owner}/{repo}/issues/{issue_number}/comments'],
  ] as const)(
    'doubles nothing: %s to %s %s',
    async (kind, method, route) => {
      const before = await pullsOf(PLATFORM);
      const { data: issue } = await world.maria.octokit.issues.create({ ...PLATFORM, title: 'A command' });
      const title = `${kind} ${route}`.replaceAll(/[^a-z]+/g, ' ').trim();
      // The person's own comment is the first of its route.
      world.github.faults.onRequest({ kind, method, route, ...(route.endsWith('comments') && { after: 1 }) });
      const given = await give(world.maria, PLATFORM, `/adr new ${title}`, issue.number);
      expect(await answer(given, 'done')).toContain('[Pull request #');
      await world.settled();
      const after = await pullsOf(PLATFORM);
      expect(after).toHaveLength(before.length + 1);
      expect(after[0]!.title).toBe(`docs(adr): draft ${title.replaceAll(' ', '-')}`);
      const { data: comments } = await world.maria.octokit.issues.listComments({
        ...PLATFORM,
        issue_number: issue.number,
      });
      expect(comments).toHaveLength(2);
    },
    120_000,
  );
});
