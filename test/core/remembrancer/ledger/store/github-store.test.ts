import { describe, expect, it } from '@jest/globals';
import { utf8 } from '../../../../../core/common/bytes.ts';
import {
  appendRecords,
  generateLogKey,
  githubStore,
  initLedger,
  parseSignerKey,
} from '../../../../../core/remembrancer/ledger/index.ts';
import { readLedger } from '../read-ledger.ts';
import { sampleRecord, sampleRecords } from '../sample-records.ts';
import { fakeGitHub, graphqlError, statusError } from './fake-github.ts';
import { testLedger, testStore } from './store-contract.ts';

const repository = { owner: 'acme', repo: 'app' };
const signer = parseSignerKey(generateLogKey('github.com/acme/app').signerKey);
const options = { random: () => 0 };

async function ledger(): Promise<{
  github: ReturnType<typeof fakeGitHub>;
  store: ReturnType<typeof githubStore>;
}> {
  const github = fakeGitHub();
  const store = githubStore(github, repository);
  await initLedger(store, signer);
  github.forget();
  return { github, store };
}

describe('the github store', () => {
  const github = fakeGitHub();
  // GitHub's first commit gets its id when the branch is made, which this small stand-in does not know before.
  const store = githubStore(github, repository);
  testStore(() => ({
    ...store,
    commit: async (expected, change) => {
      const head = await store.commit(expected, change);
      return head === 'tree' ? (await store.read([])).head : head;
    },
  }));
});

describe('a ledger on GitHub', () => {
  const github = fakeGitHub();
  testLedger(() => githubStore(github, repository));

  it('takes one query and two mutations for an append', async () => {
    const { github: counted, store } = await ledger();
    await appendRecords(store, signer, sampleRecords(3), options);
    expect(counted.requests).toEqual(['query', 'mutation', 'mutation']);
  });

  describe('with a question alongside', () => {
    const selection = 'release(tagName: "v1") { databaseId }';

    /** A store that asks it of `github`, whose answer to a commit `answer` changes, and what it was told. */
    async function asking(answer: (made: { commit: { oid: string } }) => object) {
      const { github } = await ledger();
      const told: unknown[] = [];
      const mutations: string[] = [];
      const graphql = async <T>(query: string, variables: Record<string, unknown>): Promise<T> => {
        const made = await github.graphql<T>(query, variables);
        if (!query.startsWith('mutation')) return made;
        mutations.push(query);
        const { createCommitOnBranch } = made as { createCommitOnBranch: { commit: { oid: string } } };
        return { createCommitOnBranch: answer(createCommitOnBranch) } as T;
      };
      const take = (repository: unknown): void => void told.push(repository);
      const store = githubStore({ ...github, graphql }, repository, 'ledger', { selection, take });
      return { store, told, mutations };
    }

    it('is told the answer of each commit, in no more requests', async () => {
      const release = { release: { databaseId: 7 } };
      const { store, told, mutations } = await asking(({ commit }) => ({
        commit: { ...commit, repository: release },
      }));
      await appendRecords(store, signer, sampleRecords(1), options);
      expect(told).toEqual([release, release]);
      expect(mutations.every((text) => text.includes(`repository { ${selection} }`))).toBe(true);
    });

    it('has its commit when only the question failed', async () => {
      const { store, told } = await asking((made) => {
        throw Object.assign(graphqlError('Something went wrong'), { data: { createCommitOnBranch: made } });
      });
      const [appended] = await appendRecords(store, signer, sampleRecords(1), options);
      expect(appended).toMatchObject({ index: 0, size: 1, alreadyRecorded: false });
      expect(told).toEqual([undefined, undefined]);
    });
  });

  it('reads more files than one query takes, all at one head', async () => {
    const { store } = await ledger();
    await appendRecords(store, signer, sampleRecords(256), options);
    expect((await readLedger(store)).entries).toHaveLength(256);
  });

  it('reads the tiles over REST when state.json is gone, because GitHub gives no text for binary files', async () => {
    const { github: counted, store } = await ledger();
    await appendRecords(store, signer, sampleRecords(3), options);
    const { head } = await store.read([]);
    await store.commit(head, {
      message: 'planted',
      additions: new Map([['state.json', utf8('{}')]]),
      deletions: [],
    });
    counted.forget();
    const [record] = await appendRecords(store, signer, [sampleRecord('next')], options);
    expect(record?.index).toBe(3);
    const blob = 'GET /repos/{owner}/{repo}/git/blobs/{file_sha}';
    expect(counted.requests).toEqual(['query', 'query', blob, blob, 'mutation', 'mutation']);
  });
});

describe('the github store and errors', () => {
  it.each([
    ['a 502', statusError(502, 'Bad Gateway')],
    [
      'a secondary rate limit',
      statusError(403, 'You have exceeded a secondary rate limit', { 'retry-after': '0' }),
    ],
    ['a broken connection', new TypeError('fetch failed')],
    ['an error inside of GitHub', graphqlError('Something went wrong while executing your query.')],
  ])(
    'tries again after %s, and records once whether the answer or the request was lost',
    async (_, error) => {
      for (const when of ['before', 'after'] as const) {
        for (const request of [0, 1, 2]) {
          const { github, store } = await ledger();
          github.faultAt(request, { when, error });
          const [record] = await appendRecords(store, signer, [sampleRecord('x')], options);
          expect(record).toMatchObject({ index: 0, size: 1, alreadyRecorded: false });
          expect((await readLedger(store)).entries).toHaveLength(1);
        }
      }
    },
  );

  it.each([
    ['401', statusError(401, 'Bad credentials'), 'not-permitted', 1],
    ['403', statusError(403, 'Resource not accessible by integration'), 'not-permitted', 1],
    ['404, after a look whether only GraphQL is missing', statusError(404, 'Not Found'), 'not-found', 2],
    ['FORBIDDEN', graphqlError('Resource not accessible by integration', 'FORBIDDEN'), 'not-permitted', 1],
    ['NOT_FOUND', graphqlError('Could not resolve to a Repository', 'NOT_FOUND'), 'not-found', 1],
  ])('gives up at once on %s', async (_, error, code, requests) => {
    const { github, store } = await ledger();
    github.faultAt(0, { when: 'before', error });
    await expect(appendRecords(store, signer, [sampleRecord('x')], options)).rejects.toMatchObject({ code });
    expect(github.requests).toHaveLength(requests);
  });

  it('waits as long as GitHub asks before it tries again', async () => {
    const { github, store } = await ledger();
    const limit = statusError(403, 'You have exceeded a secondary rate limit', { 'retry-after': '1' });
    github.faultAt(0, { when: 'before', error: limit });
    const start = performance.now();
    await appendRecords(store, signer, [sampleRecord('x')], options);
    expect(performance.now() - start).toBeGreaterThanOrEqual(990);
  });

  it('gives up after the attempts that it was given', async () => {
    const { github, store } = await ledger();
    for (let i = 0; i < 9; i += 1) github.faultAt(i, { when: 'before', error: statusError(503, 'down') });
    await expect(
      appendRecords(store, signer, [sampleRecord('x')], { ...options, attempts: 3 }),
    ).rejects.toMatchObject({ code: 'network', message: expect.stringContaining('down') });
    expect(github.requests).toHaveLength(3);
  });
});
