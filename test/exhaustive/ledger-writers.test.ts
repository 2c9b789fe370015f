import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Octokit } from '@octokit/rest';
import { join } from 'node:path';
import { equalBytes, toHex } from '../../core/common/bytes.ts';
import { VaultMeshError } from '../../core/common/error.ts';
import {
  type AppendedRecord,
  appendRecords,
  emptyLedger,
  generateLogKey,
  githubStore,
  gitStore,
  initLedger,
  type LedgerStore,
  memoryStore,
  parsePolicy,
  verifyTlogProof,
} from '../../core/remembrancer/ledger/index.ts';
import { type GitHubSandbox, type RequestFault, startGitHub } from '../../sandbox/github/index.ts';
import { gitHistory } from '../core/remembrancer/ledger/git-history.ts';
import { recordingSigner } from '../core/remembrancer/ledger/recording-signer.ts';
import { sampleRecord } from '../core/remembrancer/ledger/sample-records.ts';
import { seededRandom } from '../core/remembrancer/ledger/seeded-random.ts';
import { readLedger } from '../core/remembrancer/ledger/read-ledger.ts';

const WRITERS = 50;
const FAULTS = 24;
const key = generateLogKey('github.example/ada/app');
const policy = parsePolicy(`log ${key.verifierKey}\nquorum none\n`);

type History = Iterable<{ files: ReadonlyMap<string, Uint8Array> }>;

/** 50 writers at once, three of which in ten share an operation with another; then all that must hold. */
async function race(open: (writer: number) => LedgerStore, history: () => History): Promise<void> {
  const { signer, checkpoints } = recordingSigner(key.signerKey);
  const operationOf = (writer: number): string => `race:${writer - (writer % 10 >= 7 ? 1 : 0)}`;
  const write = async (writer: number): Promise<AppendedRecord[]> => {
    const store = open(writer);
    try {
      const record = sampleRecord(operationOf(writer), `by ${writer}`);
      const random = seededRandom(writer);
      return await appendRecords(store, signer, [record], { random, attempts: 400 });
    } finally {
      await store.close();
    }
  };
  const answers = (await Promise.all(Array.from({ length: WRITERS }, (_, i) => write(i)))).flat();

  const roots = new Map<number, string>();
  for (const { size, root } of checkpoints()) {
    expect([size, roots.get(size) ?? toHex(root)]).toEqual([size, toHex(root)]);
    roots.set(size, toHex(root));
  }
  let log: Awaited<ReturnType<typeof readLedger>>['entries'] = [];
  for (const { files } of history()) {
    const { entries } = await readLedger(memoryStore(new Map(files)), { verifierKey: key.verifierKey });
    expect(log.every(({ entryBytes }, i) => equalBytes(entryBytes, entries[i]!.entryBytes))).toBe(true);
    log = entries;
  }
  const operations = new Set(Array.from({ length: WRITERS }, (_, i) => operationOf(i)));
  expect(log.map(({ receipt }) => receipt.id).toSorted()).toEqual([...operations].toSorted());
  expect(answers).toHaveLength(WRITERS);
  for (const answer of answers) {
    expect(verifyTlogProof(answer.tlogProof, answer.entry, policy).index).toBe(answer.index);
    expect(log[answer.index]!.receiptBytes).toEqual(answer.receipt);
  }
  expect(answers.filter(({ alreadyRecorded }) => !alreadyRecorded).length).toBe(operations.size);
}

/** A store whose every tenth request is lost, or its answer. */
function lossy(store: LedgerStore, random: () => number): LedgerStore {
  const lose = (what: string): void => {
    if (random() < 0.1) throw new VaultMeshError('network', what);
  };
  return {
    ...store,
    read: async (...args) => (lose('request'), store.read(...args)),
    commit: async (...args) => {
      lose('request');
      const head = await store.commit(...args);
      await new Promise((resolve) => setImmediate(resolve));
      lose('answer');
      return head;
    },
  };
}

describe('50 writers at once record each operation once, and sign one root a size', () => {
  let github: GitHubSandbox;

  beforeAll(async () => {
    github = await startGitHub();
  }, 60_000);

  afterAll(async () => {
    await github.stop();
  });

  /** A repository with an empty ledger, and for each writer the token of a workflow run. */
  async function repository(repo: string): Promise<{ tokenOf: () => string; directory: string }> {
    const { token } = github.createUser({ login: `owner-of-${repo}` });
    const owner = `owner-of-${repo}`;
    const octokit = new Octokit({ auth: token, baseUrl: github.apiUrl });
    await octokit.request('POST /user/repos', { name: repo, auto_init: true });
    await initLedger(githubStore(octokit, { owner, repo }), recordingSigner(key.signerKey).signer);
    return {
      tokenOf: () => github.createRunToken({ owner, repo, permissions: { contents: 'write' } }),
      directory: join(github.directory, owner, `${repo}.git`),
    };
  }

  function plan(kinds: readonly RequestFault['kind'][], route: string, apart: number): void {
    for (let i = 0; i < FAULTS; i += 1) {
      github.faults.onRequest({ kind: kinds[i % kinds.length]!, method: 'POST', route, after: i * apart });
    }
  }

  it('in memory, with lost requests and answers', async () => {
    const store = memoryStore(emptyLedger(recordingSigner(key.signerKey).signer));
    const random = seededRandom(7);
    await race(
      () => lossy(store, random),
      () => store.history(),
    );
  }, 300_000);

  it('over the API, with refusals, rate limits, lost answers and a stranger on the branch', async () => {
    const { tokenOf, directory } = await repository('api');
    const silent = (): void => undefined;
    const log = { debug: silent, info: silent, warn: silent, error: silent };
    plan(['server-error', 'lost-answer', 'stale-head', 'secondary-limit', 'lost-answer'], '/graphql', 9);
    await race(
      () =>
        githubStore(new Octokit({ auth: tokenOf(), baseUrl: github.apiUrl, log }), {
          owner: 'owner-of-api',
          repo: 'api',
        }),
      () => gitHistory(directory),
    );
    expect(github.faults.happened.length).toBeGreaterThan(FAULTS / 2);
    github.faults.clear();
  }, 900_000);

  it('over git, with refusals, lost answers and a stranger on the branch', async () => {
    const { tokenOf, directory } = await repository('git');
    const before = github.faults.happened.length;
    plan(['server-error', 'lost-answer', 'stale-head', 'lost-answer'], '/git-receive-pack', 3);
    await race(
      () => {
        const basic = Buffer.from(`x-access-token:${tokenOf()}`).toString('base64');
        return gitStore({
          url: `${github.url}/owner-of-git/git.git`,
          env: {
            ...process.env,
            GIT_CONFIG_COUNT: '1',
            GIT_CONFIG_KEY_0: 'http.extraHeader',
            GIT_CONFIG_VALUE_0: `Authorization: Basic ${basic}`,
          },
        });
      },
      () => gitHistory(directory),
    );
    expect(github.faults.happened.length - before).toBeGreaterThan(FAULTS / 2);
    github.faults.clear();
  }, 900_000);
});
