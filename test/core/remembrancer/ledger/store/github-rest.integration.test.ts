import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Octokit } from '@octokit/rest';
import {
  appendRecords,
  generateLogKey,
  type GitHubClient,
  githubStore,
  initLedger,
  type LedgerStore,
  parseSignerKey,
} from '../../../../../core/remembrancer/ledger/index.ts';
import { type GitHubSandbox, startGitHub } from '../../../../../sandbox/github/index.ts';
import { readLedger } from '../read-ledger.ts';
import { sampleRecord, sampleRecords } from '../sample-records.ts';
import { graphqlError, statusError } from './fake-github.ts';
import { testStore } from './store-contract.ts';
const signer = parseSignerKey(generateLogKey('github.example/ada/app').signerKey);
const options = { random: Math.random };
let github: GitHubSandbox;
let octokit: Octokit;

beforeAll(async () => {
  github = await startGitHub();
  const { token } = github.createUser({ login: 'ada' });
  const silent = (): void => undefined;
  const log = { debug: silent, info: silent, warn: silent, error: silent };
  octokit = new Octokit({ auth: token, baseUrl: github.apiUrl, log });
});

afterAll(async () => {
  await github.stop();
});

/** The sandbox without GraphQL. */
const withoutGraphql = (): GitHubClient => ({
  request: (route, parameters) => octokit.request(route, parameters),
  graphql: () => Promise.reject(statusError(404, 'Not Found')),
});

/** The sandbox as a GitHub Enterprise Server that reads by GraphQL and does not know the mutation. */
const withoutMutation = (): GitHubClient => ({
  ...withoutGraphql(),
  graphql: (query, variables) =>
    query.startsWith('mutation')
      ? Promise.reject(graphqlError("Field 'createCommitOnBranch' doesn't exist on type 'Mutation'"))
      : octokit.graphql(query, variables),
});

function repository(repo: string, client: () => GitHubClient): () => LedgerStore {
  beforeAll(async () => {
    await octokit.request('POST /user/repos', { name: repo, auto_init: true });
  });
  return () => githubStore(client(), { owner: 'ada', repo });
}

describe('the github store without GraphQL', () => {
  testStore(repository('no-graphql', withoutGraphql));
});

describe('the github store without createCommitOnBranch', () => {
  testStore(repository('no-mutation', withoutMutation));
});

describe('a ledger on a GitHub without GraphQL', () => {
  const open = repository('ledger', withoutGraphql);

  it('is written by writers that race, and read back whole', async () => {
    await initLedger(open(), signer);
    await appendRecords(open(), signer, sampleRecords(5), options);
    const writers = ['a', 'b', 'c'].map((id) => appendRecords(open(), signer, [sampleRecord(id)], options));
    await Promise.all(writers);
    const { entries } = await readLedger(open(), { verifierKey: signer.verifierKey });
    expect(entries).toHaveLength(8);
    const [again] = await appendRecords(open(), signer, [sampleRecord('b')], options);
    expect(again?.alreadyRecorded).toBe(true);
  });

  it('says that the repository is not there', async () => {
    const store = githubStore(withoutGraphql(), { owner: 'ada', repo: 'none' });
    await expect(store.read(['checkpoint'])).rejects.toMatchObject({ code: 'not-found' });
  });
});
