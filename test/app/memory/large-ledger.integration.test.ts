import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { decisionRecords } from '../../../app/decisions/ledger-records.ts';
import { releaseOfTag } from '../../../app/github/release-of-tag.ts';
import { judgeBy } from '../../../app/memory/judge-file.ts';
import { tellDigest } from '../../../app/commands/verify.ts';
import { withKnownLedger } from '../../../app/memory/with-known-ledger.ts';
import { lookAtRecord } from '../../../app/releases/look-at-record.ts';
import { recordPublished } from '../../../app/releases/record-published.ts';
import type { Services } from '../../../app/services.ts';
import { importBranch } from '../../../bench/ledger/import-branch.ts';
import { systemClock } from '../../../core/common/clock.ts';
import { sha256Hex } from '../../../core/common/bytes.ts';
import {
  appendRecords,
  generateLogKey,
  generateWitnessKey,
  githubStore,
  parseSignerKey,
} from '../../../core/remembrancer/ledger/index.ts';
import { makeReceipt, type Receipt } from '../../../core/remembrancer/receipt/index.ts';
import { type GitHubSandbox, startGitHub } from '../../../sandbox/github/index.ts';
import { createPerson, type Person } from '../../../sandbox/world/person.ts';
import { madeLedger } from '../../core/remembrancer/ledger/made-ledger.ts';

const REPOSITORY = { owner: 'acme', repo: 'my-service' };
const SIZE = 5_000;
const TIME = new Date('2026-11-20T09:30:00Z');
const KEY = generateLogKey('github.com/acme/my-service');
const signer = parseSignerKey(KEY.signerKey);
const INPUTS = ['kind', 'operation', 'component', 'version', 'commit', 'people'].map((name) => `${name}: {}`);
const FILES = {
  '.github/vaultmesh.yml': `covenant: { vkey: "${KEY.verifierKey}" }\n`,
  '.github/workflows/vaultmesh-record.yml': `on: { workflow_dispatch: { inputs: { ${INPUTS.join(', ')} } } }\njobs: {}\n`,
};
const services = {
  clock: systemClock,
  config: {
    witness: { verifierKey: generateWitnessKey('example.org/witness').verifierKey },
    spawnSettings: { serverUrl: 'https://github.com' },
  },
} as Services;

let github: GitHubSandbox;
let maria: Person;
let commit: string;
const dispatched: string[] = [];

/** The record of an entry: a release in a hundred, a decision in fifty, and else deployments, all of files of their own. */
function receiptOf(index: number): Receipt {
  const kind = index % 100 === 0 ? 'release' : index % 50 === 7 ? 'decision' : 'deployment';
  const artifact = `artifact ${index}`;
  return makeReceipt({
    id: kind === 'release' ? `release:v${index}` : `${kind}:${index}`,
    ...{ kind, component: 'my-service', version: String(index), time: TIME },
    subjects: [{ name: 'app.tar.gz', sha256: sha256Hex(artifact), size: artifact.length }],
    source: { commit, ref: `refs/tags/v${index}` },
    evidence: [],
    missing: [],
  });
}

beforeAll(async () => {
  github = await startGitHub();
  maria = createPerson(github, 'maria');
  github.createOrganization({ login: 'acme', members: { maria: 'admin' } });
  const { repos } = maria.octokit;
  await repos.createInOrg({ org: 'acme', name: 'my-service', auto_init: true });
  for (const [path, text] of Object.entries(FILES)) {
    const content = Buffer.from(text).toString('base64');
    const { data } = await repos.createOrUpdateFileContents({ ...REPOSITORY, path, message: path, content });
    commit = data.commit.sha ?? '';
  }
  const receipts = Array.from({ length: SIZE }, (_, index) => receiptOf(index));
  const additions = madeLedger(signer, receipts);
  await importBranch(github.repositoryPath(REPOSITORY), [{ additions, deletions: [] }]);
  github.onEvent(({ name, payload }) => {
    if (name === 'workflow_dispatch') dispatched.push((payload['inputs'] as { operation: string }).operation);
  });
}, 60_000);
afterAll(async () => {
  expect(github.traffic.unknownRoutes).toEqual([]);
  await github.stop();
});
beforeEach(() => {
  dispatched.length = 0;
});

/** What `work` gives, in at most so many requests. */
async function within<Result>(most: number, work: () => Promise<Result>): Promise<Result> {
  const before = github.traffic.exchanges.length;
  const result = await work();
  const requests = github.traffic.exchanges.length - before;
  expect({ requests, isWithin: requests <= most }).toMatchObject({ isWithin: true });
  return result;
}

async function publish(tag: string, content: string): Promise<void> {
  const { repos, request } = maria.octokit;
  const { data: release } = await repos.createRelease({ ...REPOSITORY, tag_name: tag, draft: true });
  await request(`POST ${release.upload_url}`, { name: 'app.tar.gz', data: content });
  await repos.updateRelease({ ...REPOSITORY, release_id: release.id, draft: false });
}

const record = (tag: string) =>
  recordPublished(
    maria.octokit,
    { repository: REPOSITORY, tag, prerelease: false, publishedAt: new Date().toISOString() },
    { appId: 1, action: 'acme/record@v1', patience: 0, clock: systemClock, pause: () => Promise.resolve() },
  );

describe(`a ledger of ${SIZE} entries`, () => {
  it('has a release recorded that it does not have', async () => {
    await publish('v9999', 'new');
    const result = await within(60, () => record('v9999'));
    expect(result).toContain('Being recorded');
    expect(dispatched).toEqual(['release:v9999']);
  });

  it('is known to have a release, and takes it no second time', async () => {
    await publish('v4000', 'artifact 4000');
    const result = await within(12, () => record('v4000'));
    expect(result).toBe('The ledger has it as entry 4000.');
    expect(dispatched).toEqual([]);
    const store = githubStore(maria.octokit, REPOSITORY);
    const [again] = await appendRecords(store, signer, [{ receipt: receiptOf(4000), evidence: [] }], {
      random: () => 0,
    });
    expect(again).toMatchObject({ index: 4000 });
  });

  it('gives the records of its decisions', async () => {
    const records = await within(40, () => decisionRecords(maria.octokit, REPOSITORY, systemClock));
    expect(records).toHaveLength(SIZE / 50);
  });

  it('says of a release that it is recorded', async () => {
    const release = (await releaseOfTag(maria.octokit, REPOSITORY, 'v4000'))!;
    const asked = {
      repository: REPOSITORY,
      release,
      commit,
      run: 'https://github.com/run',
      hasFailed: false,
    };
    const result = await within(20, () => lookAtRecord(maria.octokit as never, asked, services));
    expect(result).toMatchObject({ conclusion: 'success', title: 'The release v4000 is recorded' });
    expect(result.summary).toContain('Not checked here: all of the log.');
  });

  it.each([
    ['has, is verified', sha256Hex('artifact 4321'), '**app.tar.gz: recorded**'],
    ['does not name, is not called absent', sha256Hex('another'), '**untrusted**: the own index'],
  ])('a digest that it %s', async (_, sha256, begins) => {
    const asked = { client: maria.octokit as never, comment: { repository: REPOSITORY }, services };
    const result = await within(15, () =>
      withKnownLedger(asked, (ledger) =>
        tellDigest(judgeBy(ledger, services.config.witness.verifierKey, systemClock), sha256),
      ),
    );
    expect(result.startsWith(begins)).toBe(true);
    expect(result).toContain('`npx vaultmesh ledger fsck acme/my-service`');
  });
});
