import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sha256Hex } from '../../../core/common/bytes.ts';
import { githubStore } from '../../../core/remembrancer/ledger/index.ts';
import { gitText, runGit } from '../../../sandbox/github/git/run-git.ts';
import { until } from '../../../sandbox/world/until.ts';
import { answersTo, giveCommand, reactionsTo } from '../fixtures/give-command.ts';
import { recordRelease } from '../fixtures/record-release.ts';
import { recordRuns } from '../fixtures/record-runs.ts';
import { ORGANIZATION, PLATFORM, type SandboxApp, startSandboxApp } from '../fixtures/sandbox-app.ts';

const DECISION = `---
status: proposed
---

# Keep sessions in Redis

## Context and Problem Statement

Restarts of the gateway log everybody out.

## Decision Outcome

Sessions are kept in Redis, since it survives a restart of the gateway.
`;

let world: SandboxApp;
beforeAll(async () => {
  world = await startSandboxApp({ inProcess: true });
  const runs = recordRuns(world.github);
  world.install();
  await until('the ledger of platform', async () => {
    const { data } = await world.maria.octokit.repos.getRepoRulesets(PLATFORM);
    return data.length > 0;
  });
  await recordRelease(world, {
    tag: 'v1.0.0',
    content: 'the first release',
    what: 'The first release',
    why: 'The importer corrupted invoices over a hundred lines.',
  });
  await mergeDecision();
  await until('the dispatch', () => world.events.some(({ name }) => name === 'workflow_dispatch'));
  await runs.done();
  await cosigned(2);
});
afterAll(async () => {
  expect(world.github.traffic.unknownRoutes).toEqual([]);
  const file = process.env['VAULTMESH_TRAFFIC'];
  if (file !== undefined) await world.github.traffic.append(file);
  await world.stop();
});

/** Waits until the app has cosigned the ledger at a size. */
async function cosigned(size: number): Promise<void> {
  const store = githubStore(world.maria.octokit, PLATFORM);
  await until(`the cosignature at size ${size}`, async () => {
    const { files } = await store.read(['checkpoint']);
    const note = Buffer.from(files.get('checkpoint') ?? []).toString();
    return note.includes(`/platform\n${size}\n`) && note.includes('\u2014 example.org/witness ');
  });
}

async function mergeDecision(): Promise<void> {
  const { octokit } = world.maria;
  const { data: main } = await octokit.git.getRef({ ...PLATFORM, ref: 'heads/main' });
  await octokit.git.createRef({ ...PLATFORM, ref: 'refs/heads/sessions', sha: main.object.sha });
  await octokit.repos.createOrUpdateFileContents({
    ...PLATFORM,
    path: 'docs/adr/keep-sessions.md',
    branch: 'sessions',
    message: 'docs(adr): keep sessions in Redis',
    content: Buffer.from(DECISION).toString('base64'),
  });
  const { data: pull } = await octokit.pulls.create({
    ...PLATFORM,
    title: 'Sessions',
    head: 'sessions',
    base: 'main',
  });
  await octokit.pulls.merge({ ...PLATFORM, pull_number: pull.number });
}

/** What the app answers to somebody who may only read, and whether it was done or refused. */
async function ask(body: string): Promise<string> {
  const command = await giveCommand(world.otto, body);
  const reactions = await reactionsTo(world.maria, command);
  const [answer = '', ...more] = await answersTo(world.maria, command);
  expect(more).toEqual([]);
  return `${reactions.includes('rocket') ? 'done' : 'refused'}\n${answer.replace(/^<!--.*-->\n/, '')}`;
}

describe('/verify', () => {
  it('says per layer what the ledger, which the app has cosigned, has of a release', async () => {
    const answer = await ask('/verify v1.0.0');
    expect(answer).toMatch(/^done\n\*\*Release v1\.0\.0\*\*: 1 file, 1 recorded\.\n/);
    expect(answer).toContain('Judged by the log key that this app saw first and remembers: `127.0.0.1:');
    expect(answer).toContain('It continues what this app, as a witness, saw last: ');
    for (const line of [
      /\| digest \| \*\*valid\*\* \|/,
      /\| openpgp \| \*\*untrusted\*\* \|/,
      /\| sigstore \| \*\*absent\*\* \|/,
      /\| inclusion \| \*\*valid\*\* \| Entry 0 of 2 in the log /,
      /\| witness \| \*\*valid\*\* \| Cosigned by this-app\. \|/,
    ]) {
      expect(answer).toMatch(line);
    }
    expect(answer).toContain('`npx vaultmesh verify app.tar.gz --trust trust.json`');
  });

  it('finds the record of a digest', async () => {
    const digest = sha256Hex('the first release');
    const answer = await ask(`/verify sha256:${digest.toUpperCase()}`);
    expect(answer).toMatch(/^done\n\*\*app\.tar\.gz: recorded\*\*/);
    expect(answer).toMatch(
      /\| 0 \| [^|]+ \| release \| recorded \| platform \| 1\.0\.0 \| The first release \|/,
    );
    expect(await ask(`/verify ${'0'.repeat(64)}`)).toMatch(
      /^done\n\*\*absent\*\*: no record of acme\/platform names/,
    );
  });

  it('sees that a file was put in the place of the released one', async () => {
    await recordRelease(world, {
      tag: 'v1.1.0',
      content: 'the second release',
      what: 'The second release',
      why: '',
    });
    const { octokit } = world.maria;
    const { data: release } = await octokit.repos.getReleaseByTag({ ...PLATFORM, tag: 'v1.1.0' });
    const file = release.assets.find(({ name }) => name === 'app.tar.gz')!;
    await octokit.repos.deleteReleaseAsset({ ...PLATFORM, asset_id: file.id });
    await octokit.request(`POST ${release.upload_url}`, {
      name: 'app.tar.gz',
      data: 'something else',
      headers: { 'content-type': 'application/octet-stream' },
    });
    await cosigned(3);
    const answer = await ask('/verify v1.1.0');
    expect(answer).toMatch(/^done\n\*\*Release v1\.1\.0\*\*: 1 file, 1 invalid\.\n/);
    expect(answer).toMatch(/\| digest \| \*\*invalid\*\* \|/);
  });
});

describe('/query', () => {
  it('quotes the text of a decision, with its proof', async () => {
    const answer = await ask('/query why are sessions in redis and not in kafka?');
    expect(answer).toMatch(/^done\n\*\*ADR-0001 Keep sessions in Redis\*\* \(accepted, /);
    expect(answer).toContain('> Sessions are kept in Redis, since it survives a restart of the gateway.');
    expect(answer).toContain('Quoted from: text, Decision Outcome. Entry 1, ');
    expect(answer).toContain('It has nothing of: kafka.');
    expect(answer).toContain('`npx vaultmesh ledger prove acme/platform 1`');
    expect(answer).toMatch(/Root `[^`]+=` of \d entries of `127\.0\.0\.1:\d+\/acme\/platform`\./);
  });

  it('finds nothing where nothing was recorded of it', async () => {
    expect(await ask('/query kubernetes autoscaling --kind incident')).toMatch(
      /^done\n\*\*Nothing found\*\*/,
    );
  });
});

describe('/timeline', () => {
  it('lists what was recorded, and of one kind', async () => {
    const answer = await ask('/timeline 2020-01-01');
    expect(answer).toMatch(/^done\n\*\*\d records\*\*, oldest first:/);
    expect(answer).toContain('| release | recorded | platform | 1.0.0 | The first release |');
    const decisions = await ask('/timeline --kind decision');
    expect(decisions).toContain('| ADR-0001 | accepted |');
    expect(decisions).not.toContain('The first release');
  });
});

describe('/ledger', () => {
  it('shows how it stands, with links to its pages', async () => {
    const answer = await ask('/ledger');
    expect(answer).toMatch(/^done\n\*\*`127\.0\.0\.1:\d+\/acme\/platform`: valid\*\*\. Judged by/);
    expect(answer).toMatch(/\| Size \| \d entries \|/);
    expect(answer).toMatch(/\| Witnesses \| this app at 20\d\d-/);
    expect(answer).toContain('| release | release:v1.0.0 | platform | 1.0.0 |');
    for (const path of ['tree/ledger', 'blob/ledger/receipts/README.md', 'raw/ledger/feed.atom']) {
      expect(answer).toContain(`(${world.github.url}/acme/platform/${path})`);
    }
  });
});

describe('/help', () => {
  it('shows all commands, or one', async () => {
    expect(await ask('/help')).toMatch(/^done\n[^]*`\/verify <tag-or-sha256>`[^]*`\/timeline \[<since>\] /);
    const one = await ask('/help query');
    expect(one).toContain('`/query <text…> [--kind release\\|');
    expect(one).not.toContain('/verify');
  });
});

describe('wrong words', () => {
  it.each([
    ['/verfiy v1.0.0', 'Did you mean `/verify`?'],
    ['/verify', 'The tag-or-sha256 is missing. Write: `/verify <tag-or-sha256>`'],
    ['/verify 1.0.0', 'acme/platform has no published release `1.0.0`. Did you mean `v1.0.0`?'],
    ['/query why did we do that', 'The question has no word that can be looked for.'],
    ['/timeline @acme/owners', 'is no time'],
    ['/timeline --kind relase', 'Did you mean `release`?'],
    ['/help quer', 'Did you mean `/help query`?'],
    ['/ledger please', '`please` is one word too many.'],
  ])('are answered with the right ones: %s', async (body, reason) => {
    const answer = await ask(body);
    expect(answer).toMatch(/^refused\n/);
    expect(answer).toContain(reason);
    expect(answer).not.toMatch(/(?<!`)@acme/);
  });
});

describe('a ledger', () => {
  it('that is not there is told with the way to one', async () => {
    const { octokit } = world.maria;
    const repository = { owner: ORGANIZATION, repo: 'plain' };
    await octokit.repos.createInOrg({ org: ORGANIZATION, name: 'plain', auto_init: true });
    const { data: issue } = await octokit.issues.create({ ...repository, title: 'A question' });
    const issue_number = issue.number;
    await octokit.issues.createComment({ ...repository, issue_number, body: '/ledger' });
    const answer = await until('the answer', async () => {
      const { data } = await octokit.issues.listComments({ ...repository, issue_number });
      return data.find(({ user }) => user?.type === 'Bot')?.body;
    });
    expect(answer).toContain('There is no ledger');
    expect(answer).toContain('`npx vaultmesh ledger init acme/plain`');
  });

  it('that was set back behind what the app has cosigned is `invalid`, and so are its entries', async () => {
    const directory = world.github.repositoryPath(PLATFORM);
    const log = await gitText(directory, ['log', '--format=%H %s', 'ledger']);
    const early = log
      .split('\n')
      .find((line) => line.includes('cosign size 2'))!
      .split(' ')[0]!;
    await runGit(directory, ['update-ref', 'refs/heads/ledger', early]);
    expect(await ask('/ledger')).toMatch(/: invalid\*\*\. [^]*\*\*It was rewritten\*\* since/);
    const answer = await ask('/verify v1.0.0');
    expect(answer).toContain('1 file, 1 invalid');
    expect(answer).toContain('The ledger was rewritten since it was seen last.');
  });
});
