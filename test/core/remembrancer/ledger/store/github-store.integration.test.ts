import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Octokit } from '@octokit/rest';
import {
  appendRecords,
  generateLogKey,
  githubStore,
  gitStore,
  initLedger,
  type LedgerStore,
  parseSignerKey,
} from '../../../../../core/remembrancer/ledger/index.ts';
import { type GitHubSandbox, type RequestFault, startGitHub } from '../../../../../sandbox/github/index.ts';
import { readLedger } from '../read-ledger.ts';
import { sampleRecord } from '../sample-records.ts';
import { testStore } from './store-contract.ts';
const signer = parseSignerKey(generateLogKey('github.example/ada/app').signerKey);
const options = { random: Math.random };
let github: GitHubSandbox;
let token: string;
let octokit: Octokit;

beforeAll(async () => {
  github = await startGitHub();
  ({ token } = github.createUser({ login: 'ada' }));
  const silent = (): void => undefined;
  const log = { debug: silent, info: silent, warn: silent, error: silent };
  octokit = new Octokit({ auth: token, baseUrl: github.apiUrl, log });
});

afterAll(async () => {
  await github.stop();
});

/** Makes a repository for the tests of one `describe`, and gives the stores on it. */
function repository(repo: string): { overApi: () => LedgerStore; overGit: () => LedgerStore } {
  beforeAll(async () => {
    await octokit.request('POST /user/repos', { name: repo, auto_init: true });
  });
  const basic = (): string => Buffer.from(`x-access-token:${token}`).toString('base64');
  return {
    overApi: () => githubStore(octokit, { owner: 'ada', repo }),
    overGit: () =>
      gitStore({
        url: `${github.url}/ada/${repo}.git`,
        env: {
          ...process.env,
          GIT_CONFIG_COUNT: '1',
          GIT_CONFIG_KEY_0: 'http.extraHeader',
          GIT_CONFIG_VALUE_0: `Authorization: Basic ${basic()}`,
        },
      }),
  };
}

describe('the github store on real git', () => {
  testStore(repository('plain').overApi);
});

describe('a ledger in a repository on GitHub', () => {
  const { overApi, overGit } = repository('ledger');

  it('takes one query and two mutations for an append', async () => {
    await initLedger(overApi(), signer);
    const before = github.traffic.exchanges.length;
    await appendRecords(overApi(), signer, [sampleRecord('first')], options);
    const routes = github.traffic.exchanges.slice(before).map(({ method, route }) => `${method} ${route}`);
    expect(routes).toEqual(['POST /graphql', 'POST /graphql', 'POST /graphql']);
  });

  it('is one ledger, written over the API and over git', async () => {
    const store = overGit();
    try {
      const [record] = await appendRecords(store, signer, [sampleRecord('over-git')], options);
      expect(record?.index).toBe(1);
      const [again] = await appendRecords(overApi(), signer, [sampleRecord('over-git')], options);
      expect(again).toMatchObject({ index: 1, alreadyRecorded: true });
    } finally {
      await store.close();
    }
  });

  it.each<RequestFault>([
    { kind: 'stale-head', route: '/graphql', method: 'POST' },
    { kind: 'server-error', route: '/graphql', after: 1 },
    { kind: 'server-error', route: '/graphql', after: 2 },
    { kind: 'lost-answer', route: '/graphql', after: 1 },
    { kind: 'lost-answer', route: '/graphql', after: 2 },
    { kind: 'secondary-limit', route: '/graphql', after: 1 },
  ])('records once through $kind after $after requests', async (fault) => {
    const id = `fault:${fault.kind}:${fault.after ?? 0}`;
    github.faults.onRequest(fault);
    const [record] = await appendRecords(overApi(), signer, [sampleRecord(id)], options);
    github.faults.clear();
    expect(record?.alreadyRecorded).toBe(false);
    const { entries } = await readLedger(overApi(), { verifierKey: signer.verifierKey });
    expect(entries.filter((entry) => entry.receipt.id === id).map(({ index }) => index)).toEqual([
      record?.index,
    ]);
  });

  it('refuses a token that may not write, at once and with the remedy', async () => {
    const reader = github.createRunToken({ owner: 'ada', repo: 'ledger', permissions: { contents: 'read' } });
    const client = new Octokit({ auth: reader, baseUrl: github.apiUrl });
    const store = githubStore(client, { owner: 'ada', repo: 'ledger' });
    await expect(appendRecords(store, signer, [sampleRecord('refused')], options)).rejects.toMatchObject({
      code: 'not-permitted',
      message: expect.stringContaining('Give the token write access'),
    });
  });
});
