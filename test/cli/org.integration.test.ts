import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { readRepositoryLedger } from '../../cli/memory/read-repository-ledger.ts';
import { runProgram } from '../../cli/program.ts';
import {
  appendRecords,
  generateLogKey,
  githubStore,
  initLedger,
  parseSignerKey,
} from '../../core/remembrancer/ledger/index.ts';
import { type GitHubSandbox, startGitHub } from '../../sandbox/github/index.ts';
import { createPerson, type Person } from '../../sandbox/world/person.ts';
import { type Sample, sampleReceipt } from '../core/remembrancer/memory/sample-entries.ts';
import { memoryTerminal } from './memory-terminal.ts';

let github: GitHubSandbox;
let ada: Person;

async function vaultmesh(argv: readonly string[], environment: Record<string, string> = {}) {
  const { printed, told, ...terminal } = memoryTerminal({
    environment: {
      GITHUB_SERVER_URL: github.url,
      GITHUB_API_URL: github.apiUrl,
      GH_TOKEN: ada.token,
      ...environment,
    },
  });
  const code = await runProgram(argv, terminal);
  return { code, printed, told: told.join('\n') };
}

/** A ledger in a new repository of acme, under the name that it has or that of another. */
async function makeLedger(repo: string, samples: readonly Sample[], logOf = repo): Promise<void> {
  await ada.octokit.repos.createInOrg({ org: 'acme', name: repo, auto_init: true, private: true });
  const store = githubStore(ada.octokit, { owner: 'acme', repo });
  const signer = parseSignerKey(generateLogKey(`${new URL(github.url).host}/acme/${logOf}`).signerKey);
  await initLedger(store, signer);
  const records = samples.map((sample) => ({ receipt: sampleReceipt(sample), evidence: [] }));
  if (records.length > 0) await appendRecords(store, signer, records, { random: Math.random });
}

beforeAll(async () => {
  github = await startGitHub();
  ada = createPerson(github, 'ada');
  github.createOrganization({ login: 'acme', members: { ada: 'admin' } });
  await makeLedger('app', [
    { component: 'use-git', context: { what: 'Use git' }, time: '2026-11-01T00:00:00Z' },
    { kind: 'release', id: 'release:v1', component: 'app', time: '2026-11-03T00:00:00Z' },
  ]);
  await makeLedger('tool', [
    { kind: 'release', id: 'release:v1', component: 'tool', time: '2026-11-02T00:00:00Z' },
  ]);
  await ada.octokit.repos.createInOrg({ org: 'acme', name: 'without', auto_init: true });
});

afterAll(() => github.stop());

describe('all ledgers of an organisation', () => {
  it('are listed with their repositories; one without a ledger is none', async () => {
    const { code, printed } = await vaultmesh(['list', 'releases', '--org', 'acme']);
    expect([code, printed]).toEqual([
      0,
      [
        'acme/app   1  2026-11-03T00:00:00Z  release  recorded  app   1.0.0  app 1.0.0',
        'acme/tool  0  2026-11-02T00:00:00Z  release  recorded  tool  1.0.0  tool 1.0.0',
        '2 results from 2 ledgers of acme, each proven against its checkpoint.',
      ],
    ]);
  });

  it('have one timeline', async () => {
    const { printed } = await vaultmesh(['timeline', '--org', 'acme', '--format', 'json']);
    expect(JSON.parse(printed.join(''))).toMatchObject([
      { repository: 'acme/app', kind: 'decision' },
      { repository: 'acme/tool', kind: 'release' },
      { repository: 'acme/app', kind: 'release' },
    ]);
  });

  it('have a graph in which the same id of two repositories is two things', async () => {
    const { printed } = await vaultmesh(['graph', '--org', 'acme', '--format', 'mermaid']);
    expect(printed.join('\n').match(/-->\|released-as\|/gu)).toHaveLength(2);
    expect(printed.join('\n')).toContain('release tool 1.0.0 #40;acme#47;tool#41;');
  });

  it('are asked, and the answer says where to go on', async () => {
    const { code, printed } = await vaultmesh(['query', 'Use git', '--org', 'acme']);
    expect(code).toBe(0);
    expect(printed.join('\n')).toContain('ADR-0001 Use git');
    expect(printed.join('\n')).toContain('$ vaultmesh receipt decision/use-git/1.0.0 --repository acme/app');
  });

  it.each([
    [['--org', 'nobody'], {}, 3, 'GitHub shows no nobody to this token'],
    [['--org', 'acme/app'], {}, 2, '--org takes the name of an owner on GitHub, not "acme/app"'],
    [['--org', 'acme'], { GH_TOKEN: '' }, 2, 'set GH_TOKEN or GITHUB_TOKEN'],
    [['--org', 'acme'], { GH_TOKEN: 'wrong' }, 4, 'It does not accept the token'],
    [['--org', 'acme', '--repository', 'acme/app'], {}, 2, 'cannot be used with option'],
    [['--org', 'acme', '--as-of', '1'], {}, 2, 'cannot be used with option'],
    [[], {}, 2, 'Say what to ask: --repository REPOSITORY, or --org OWNER.'],
  ])('%j with %j: exit code %i', async (argv, environment, expected, message) => {
    const { code, told } = await vaultmesh(['list', 'all', ...argv], environment);
    expect([code, told]).toEqual([expected, expect.stringContaining(message)]);
  });

  it('are answered from although one is damaged, which is named: exit code 6', async () => {
    await makeLedger('damaged', []);
    const damage = {
      message: 'damage',
      content: Buffer.from('no checkpoint\n').toString('base64'),
      branch: 'ledger',
      sha: await blobOf('damaged', 'checkpoint'),
    };
    await ada.octokit.repos.createOrUpdateFileContents({
      ...{ owner: 'acme', repo: 'damaged', path: 'checkpoint' },
      ...damage,
    });
    const { code, printed, told } = await vaultmesh(['list', 'releases', '--org', 'acme']);
    expect([code, printed.length]).toEqual([6, 2]);
    expect(told).toMatch(/^vaultmesh: 2 results from 2 ledgers of acme, .* Not read: acme\/damaged: /u);
    const { printed: json } = await vaultmesh(['list', 'releases', '--org', 'acme', '--json']);
    expect(JSON.parse(json.join(''))).toMatchObject({
      reason: 'incomplete',
      result: { failed: [{ repository: 'acme/damaged' }], items: [{}, {}] },
    });
  });
});

it('a fork has no ledger by carrying that of another repository', async () => {
  await makeLedger('copy', [], 'app');
  const { host } = new URL(github.url);
  const read = (isFork: boolean) =>
    readRepositoryLedger(ada.octokit, { name: { owner: 'acme', repo: 'copy' }, isFork }, 'ledger', host);
  expect(await read(true)).toBeUndefined();
  // No fork, but renamed: a log keeps its name.
  expect(await read(false)).toMatchObject({ repository: 'acme/copy', memory: { size: 0 } });
});

async function blobOf(repo: string, path: string): Promise<string> {
  const { data } = await ada.octokit.repos.getContent({ owner: 'acme', repo, path, ref: 'ledger' });
  if (Array.isArray(data)) throw new Error(`${path} is a folder`);
  return data.sha;
}
