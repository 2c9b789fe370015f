import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Person } from '../../../sandbox/world/person.ts';
import { reportRuns } from '../fixtures/report-runs.ts';
import { ORGANIZATION, type SandboxApp, startSandboxApp } from '../fixtures/sandbox-app.ts';

const BRANCH = 'vaultmesh/onboarding';
const WORKFLOW = '.github/workflows/vaultmesh-record.yml';
const CONFIG = '.github/vaultmesh.yml';

let world: SandboxApp;
let runs: ReturnType<typeof reportRuns>;
/** Operations whose next run fails. */
const failing = new Set<string>();
beforeAll(async () => {
  world = await startSandboxApp({ inProcess: true });
  runs = reportRuns(world.github, world.maria, (operation) => !failing.delete(operation));
  await make('shop');
  await world.maria.octokit.repos.createInOrg({ org: ORGANIZATION, name: 'empty' });
  await make('has-it');
  await put('has-it', WORKFLOW, 'on: workflow_dispatch\n');
  world.install();
  await settled();
}, 120_000);
afterAll(async () => {
  expect(world.github.traffic.unknownRoutes).toEqual([]);
  const file = process.env['VAULTMESH_TRAFFIC'];
  if (file !== undefined) await world.github.traffic.append(file);
  await world.stop();
}, 60_000);

const at = (repo: string) => ({ owner: ORGANIZATION, repo });

const make = (repo: string) =>
  world.maria.octokit.repos.createInOrg({ org: ORGANIZATION, name: repo, auto_init: true });

async function settled(): Promise<void> {
  await world.settled();
  await runs.done();
  await world.settled();
}

async function put(repo: string, path: string, text: string, branch = 'main'): Promise<void> {
  await world.maria.octokit.repos.createOrUpdateFileContents({
    ...{ ...at(repo), path, branch, message: `add ${path}` },
    content: Buffer.from(text).toString('base64'),
  });
}

const proposals = async (repo: string) =>
  (await world.maria.octokit.pulls.list({ ...at(repo), state: 'all' })).data.filter(
    ({ head }) => head.ref === BRANCH,
  );

async function merge(repo: string): Promise<number> {
  const [pull] = await proposals(repo);
  await world.maria.octokit.pulls.merge({ ...at(repo), pull_number: pull!.number });
  return pull!.number;
}

/** What the app says on the pull request. */
async function told(repo: string, issue_number: number): Promise<string[]> {
  const { data } = await world.maria.octokit.issues.listComments({ ...at(repo), issue_number });
  return data.flatMap(({ body = '', user }) => (user?.type === 'Bot' ? [body] : []));
}

async function give(repo: string, issue_number: number, body: string, { octokit }: Person = world.maria) {
  const { data } = await octokit.issues.createComment({ ...at(repo), issue_number, body });
  await settled();
  const answer = `<!-- vaultmesh:answer comment=${data.id} `;
  return (await told(repo, issue_number)).find((text) => text.startsWith(answer)) ?? '';
}

/** What a repository has in the end. */
async function endOf(repo: string, number: number) {
  const { octokit } = world.maria;
  const { data: rulesets } = await octokit.repos.getRepoRulesets(at(repo));
  const { data: branches } = await octokit.repos.listBranches(at(repo));
  const { data: index } = await octokit.repos.getContent({ ...at(repo), path: 'checkpoint', ref: 'ledger' });
  const note = Buffer.from('content' in index ? index.content : '', 'base64').toString();
  return {
    rulesets: rulesets.map(({ name }) => name),
    branches: branches.map(({ name }) => name).sort(),
    entries: Number(note.split('\n')[1]),
    told: (await told(repo, number)).map((text) => text.replaceAll(repo, 'REPO').replace(/:\d+\//g, '/')),
    secrets: Object.keys(world.github.secretsFor({ ...at(repo), environment: 'ledger' })),
  };
}

describe('a repository that exists', () => {
  it('is asked by one pull request, which says what it brings and how to say no', async () => {
    const [pull, ...others] = await proposals('shop');
    expect(others).toEqual([]);
    expect(pull!.body).toContain(`- \`${WORKFLOW}\``);
    expect(pull!.body).toContain('**To say no**, close it');
    const { data: files } = await world.maria.octokit.pulls.listFiles({
      ...at('shop'),
      pull_number: pull!.number,
    });
    expect(files.map(({ filename }) => filename)).toEqual(['.github/actionlint.yaml', CONFIG, WORKFLOW]);
  });

  it.each(['platform', '.vaultmesh', 'empty', 'has-it'])(
    'is not asked where it needs nothing: %s',
    async (repo) => {
      expect(await proposals(repo)).toEqual([]);
    },
  );

  it('is not asked again by later deliveries and sweeps, and is asked by them as soon as it has a commit', async () => {
    await put('empty', 'README.md', '# Empty no more\n');
    await world.restart('SIGTERM');
    await settled();
    expect(await proposals('shop')).toHaveLength(1);
    expect(await proposals('empty')).toHaveLength(1);
  }, 60_000);

  it('keeps its configuration, and is told what that has to let in', async () => {
    await make('strict');
    await settled();
    const [first] = await proposals('strict');
    expect(first!.body).not.toContain('VM-II-01');
    const { octokit } = world.maria;
    await octokit.repos.createInOrg({ org: ORGANIZATION, name: 'stricter' });
    await put('stricter', CONFIG, 'version: 1\n');
    await world.restart('SIGTERM');
    await settled();
    const [pull] = await proposals('stricter');
    expect(pull!.body).toContain(`\`${CONFIG}\` was left alone: it is there already`);
    expect(pull!.body).toContain('    - rule: VM-II-01\n');
  }, 60_000);

  it('that closed it has said no', async () => {
    const [pull] = await proposals('empty');
    const { octokit } = world.maria;
    await octokit.pulls.update({ ...at('empty'), pull_number: pull!.number, state: 'closed' });
    await octokit.git.deleteRef({ ...at('empty'), ref: `heads/${BRANCH}` });
    await settled();
    await world.restart('SIGTERM');
    await settled();
    expect(await proposals('empty')).toHaveLength(1);
    expect((await octokit.repos.listBranches(at('empty'))).data.map(({ name }) => name)).toEqual(['main']);
    expect(await give('empty', pull!.number, '/onboard')).toContain('`/adopt ledger` proposes it again');
  }, 60_000);
});

describe('the merge', () => {
  let number: number;

  it('has the ledger made and a first record written, and says so once', async () => {
    world.github.faults.onDelivery({ kind: 'duplicate', event: 'pull_request' });
    number = await merge('shop');
    await settled();
    const end = await endOf('shop', number);
    expect(end).toMatchObject({
      rulesets: ['VaultMesh: the ledger only grows'],
      branches: ['ledger', 'main', BRANCH],
      entries: 1,
      told: [expect.stringContaining('The first one is entry 0 of [the ledger]')],
      secrets: ['VAULTMESH_LOG_KEY'],
    });
    expect(end.told[0]).toContain('`/require covenant`');
    const dispatched = world.events.filter(
      ({ name, repo }) => name === 'workflow_dispatch' && repo === 'shop',
    );
    expect(dispatched.map(({ payload }) => payload['inputs'])).toEqual([
      expect.objectContaining({
        kind: 'discovery',
        operation: `onboarding:${number}`,
        files: `${CONFIG}\n${WORKFLOW}`,
      }),
    ]);
  }, 60_000);

  it('delivered again, and swept again, changes nothing', async () => {
    const before = await endOf('shop', number);
    await world.redeliverLast('pull_request');
    await world.redeliverLast('workflow_run').catch(() => undefined);
    await world.restart('SIGTERM');
    await settled();
    expect(await endOf('shop', number)).toEqual(before);
  }, 60_000);

  it('of a branch of that name by somebody else does nothing', async () => {
    await make('feigned');
    await settled();
    const { octokit } = world.maria;
    const [pull] = await proposals('feigned');
    await octokit.pulls.update({ ...at('feigned'), pull_number: pull!.number, state: 'closed' });
    await put('feigned', 'a.txt', 'a\n', BRANCH);
    const { data } = await octokit.pulls.create({ ...at('feigned'), title: 'x', head: BRANCH, base: 'main' });
    await octokit.pulls.merge({ ...at('feigned'), pull_number: data.number });
    await settled();
    expect(await told('feigned', data.number)).toEqual([]);
    const { data: branches } = await octokit.repos.listBranches(at('feigned'));
    expect(branches.map(({ name }) => name)).not.toContain('ledger');
  }, 60_000);

  it('whose run failed says so with its page, and goes on by /onboard', async () => {
    await make('unlucky');
    await settled();
    const [pull] = await proposals('unlucky');
    failing.add(`onboarding:${pull!.number}`);
    await merge('unlucky');
    await settled();
    const [text, ...others] = await told('unlucky', pull!.number);
    expect(others).toEqual([]);
    expect(text).toMatch(
      /There is no first record yet\*\*: \[its run\]\(http[^)]+\/actions\/runs\/\d+\) ended with "failure"/,
    );
    expect(await give('unlucky', pull!.number, '/onboard', world.otto)).toContain('state=refused');
    // GitHub tells times in seconds, and a run of the same second counts for the command.
    await sleep(1_000);
    expect(await give('unlucky', pull!.number, '/onboard')).toContain('It goes on');
    expect(await endOf('unlucky', pull!.number)).toMatchObject({ entries: 1 });
    expect((await told('unlucky', pull!.number))[0]).toContain('entry 0 of [the ledger]');
  }, 60_000);
});

describe('/require covenant', () => {
  it('is for administrators', async () => {
    const [pull] = await proposals('shop');
    await world.maria.octokit.repos.addCollaborator({
      ...at('shop'),
      username: 'otto',
      permission: 'maintain',
    });
    expect(await give('shop', pull!.number, '/require covenant', world.otto)).toContain('state=refused');
  });

  it('makes one ruleset, which only the check of the app passes', async () => {
    const { octokit } = world.maria;
    const [pull] = await proposals('shop');
    expect(await give('shop', pull!.number, '/require covenant')).toContain('\nA [ruleset]');
    expect(await give('shop', pull!.number, '/require covenant')).toContain('\nA [ruleset]');
    const { data: rulesets } = await octokit.repos.getRepoRulesets(at('shop'));
    expect(rulesets).toHaveLength(2);
    const required = rulesets.find(({ name }) => name === 'VaultMesh: the covenant is kept')!;
    const { data } = await octokit.repos.getRepoRuleset({ ...at('shop'), ruleset_id: required.id });
    const check = { context: 'VaultMesh covenant', integration_id: Number(world.environment['APP_ID']) };
    expect(data.rules).toEqual([
      {
        type: 'required_status_checks',
        parameters: { required_status_checks: [check], strict_required_status_checks_policy: false },
      },
    ]);
    await expect(put('shop', 'past.txt', 'x\n')).rejects.toThrow('is expected');
    await octokit.git.createRef({ ...at('shop'), ref: 'refs/heads/change', sha: await headOf('shop') });
    await put('shop', 'change.txt', 'x\n', 'change');
    const { data: change } = await octokit.pulls.create({
      ...at('shop'),
      title: 'x',
      head: 'change',
      base: 'main',
    });
    await settled();
    expect((await octokit.pulls.merge({ ...at('shop'), pull_number: change.number })).data.merged).toBe(true);
  }, 60_000);
});

const headOf = async (repo: string) =>
  (await world.maria.octokit.git.getRef({ ...at(repo), ref: 'heads/main' })).data.object.sha;

describe('each call of the app that fails once', () => {
  const REPOSITORY = '/repos/{owner}/{repo}';
  const SECRET = `${REPOSITORY}/environments/{environment_name}/secrets/{secret_name}`;
  let clean: Awaited<ReturnType<typeof endOf>>;
  beforeAll(async () => {
    await make('clean');
    await settled();
    const number = await merge('clean');
    await settled();
    clean = await endOf('clean', number);
  }, 60_000);

  it.each([
    ['refusal', 'GET', `${REPOSITORY}/contents/{path}`],
    ['refusal', 'GET', `${REPOSITORY}/pulls`],
    ['refusal', 'GET', `${REPOSITORY}/git/ref/{ref}`],
    ['refusal', 'POST', `${REPOSITORY}/git/trees`],
    ['refusal', 'POST', `${REPOSITORY}/git/commits`],
    ['refusal', 'POST', `${REPOSITORY}/git/refs`],
    ['lost-answer', 'POST', `${REPOSITORY}/git/refs`],
    ['refusal', 'POST', `${REPOSITORY}/pulls`],
    ['lost-answer', 'POST', `${REPOSITORY}/pulls`],
  ] as const)(
    'before the merge ends in one pull request: %s of %s %s',
    async (kind, method, route) => {
      const repo = `asked-${kind}-${method}-${route.split('/').at(-1)!.replaceAll(/[{}]/g, '')}`;
      world.github.faults.onRequest({ kind, method, route, ofApps: true, times: 1 });
      await make(repo);
      await settled();
      world.github.faults.clear();
      await world.restart('SIGTERM');
      await settled();
      const pulls = await proposals(repo);
      expect(pulls.map(({ state }) => state)).toEqual(['open']);
    },
    60_000,
  );

  const points = [
    ['GET', REPOSITORY],
    ['GET', `${REPOSITORY}/pulls/{pull_number}`],
    ['GET', '/app'],
    ['GET', `${REPOSITORY}/issues/{issue_number}/comments`],
    ['POST', `${REPOSITORY}/issues/{issue_number}/comments`],
    ['GET', `${REPOSITORY}/environments/{environment_name}`],
    ['PUT', `${REPOSITORY}/environments/{environment_name}`],
    ['POST', `${REPOSITORY}/environments/{environment_name}/deployment-branch-policies`],
    ['PUT', SECRET],
    ['POST', '/graphql'],
    ['GET', `${REPOSITORY}/rulesets`],
    ['POST', `${REPOSITORY}/rulesets`],
    ['GET', `${REPOSITORY}/pulls/{pull_number}/files`],
    ['GET', `${REPOSITORY}/actions/workflows/{workflow_id}/runs`],
    ['POST', `${REPOSITORY}/actions/workflows/{workflow_id}/dispatches`],
    ['PATCH', `${REPOSITORY}/issues/comments/{comment_id}`],
  ] as const;

  it.each(points)(
    'after the merge ends as a clean run: %s %s',
    async (method, route) => {
      const repo = `merged-${points.findIndex((each) => each[0] === method && each[1] === route)}`;
      await make(repo);
      await settled();
      world.github.faults.onRequest({ kind: 'refusal', method, route, ofApps: true, times: 1 });
      const number = await merge(repo);
      await settled();
      world.github.faults.clear();
      await world.redeliverLast('pull_request');
      await settled();
      expect(await endOf(repo, number)).toEqual(clean);
    },
    60_000,
  );
});

describe('onboarding: none', () => {
  it('in the configuration of the organisation asks nobody any more, and so does a fault in that', async () => {
    await make('.github');
    for (const [text, repo] of [
      ['onboarding: none\n', 'quiet'],
      ['onboarding: perhaps\n', 'doubtful'],
    ] as const) {
      const { data } = await world.maria.octokit.repos
        .getContent({ ...at('.github'), path: CONFIG })
        .catch(() => ({ data: undefined }));
      await world.maria.octokit.repos.createOrUpdateFileContents({
        ...{ ...at('.github'), path: CONFIG, message: 'ci: ask nobody' },
        content: Buffer.from(text).toString('base64'),
        ...(data !== undefined && 'sha' in data && { sha: data.sha }),
      });
      await make(repo);
      await settled();
      expect(await proposals(repo)).toEqual([]);
    }
    expect(await proposals('.github')).toEqual([]);
  }, 60_000);
});
