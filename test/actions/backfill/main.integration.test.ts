import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { append } from '../../../actions/append/src/main.ts';
import { backfill, type BackfillInputs } from '../../../actions/backfill/src/main.ts';
import { sign } from '../../../actions/sign/src/main.ts';
import { timestamp } from '../../../actions/timestamp/src/main.ts';
import { artifactsOfFiles } from '../../../core/remembrancer/evidence/index.ts';
import {
  generateLogKey,
  githubStore,
  initLedger,
  parseSignerKey,
} from '../../../core/remembrancer/ledger/index.ts';
import { parseProof } from '../../../core/remembrancer/proof/index.ts';
import { verifyArtifact } from '../../../core/remembrancer/verify/index.ts';
import { startGitHub, type GitHubSandbox } from '../../../sandbox/github/index.ts';
import { createPerson, type Person } from '../../../sandbox/world/person.ts';
import { memoryAuthority, type MemoryAuthority } from '../../core/remembrancer/memory-authority.ts';
import { memoryRunner, type MemoryRunner } from '../memory-runner.ts';
import { makeWorkspace, type Workspace } from '../workspace.ts';

const TSA = 'http://tsa.invalid';
const { signerKey, verifierKey } = generateLogKey('github.com/acme/my-service');

let github: GitHubSandbox;
let ada: Person;
let authority: MemoryAuthority;
let workspace: Workspace;
let repositories = 0;

beforeAll(async () => {
  github = await startGitHub();
  ada = createPerson(github, 'ada');
  github.createOrganization({ login: 'acme', members: { ada: 'admin' } });
  authority = await memoryAuthority();
});
afterAll(() => github.stop());

let isDown: boolean;
let repo: string;
let token: string;

/** A repository with a ledger and the draft of a release, recorded while the authority was down. */
beforeEach(async () => {
  repositories += 1;
  repo = `app-${repositories}`;
  await ada.octokit.repos.createInOrg({ org: 'acme', name: repo, auto_init: true });
  await initLedger(githubStore(ada.octokit, { owner: 'acme', repo }), parseSignerKey(signerKey));
  await ada.octokit.repos.createRelease({ owner: 'acme', repo, tag_name: 'v1.0.0', draft: true });
  token = github.createRunToken({ owner: 'acme', repo, permissions: { contents: 'write' } });
  workspace = await makeWorkspace({
    serverUrl: github.url,
    apiUrl: github.apiUrl,
    graphqlUrl: github.graphqlUrl,
    repository: repo,
  });
  const real = globalThis.fetch;
  jest.spyOn(globalThis, 'fetch').mockImplementation((url, init) => {
    if (!new Request(url, init).url.startsWith(TSA)) return real(url, init);
    return isDown ? Promise.reject(new TypeError('refused')) : authority.fetch(url, init);
  });
  isDown = true;
});
afterEach(async () => {
  jest.restoreAllMocks();
  await workspace.remove();
});

const SIGSTORE_OFF = { sigstore: 'off', fulcioUrl: '', rekorUrl: '' } as const;

async function record(publish = false): Promise<void> {
  const { run } = workspace;
  const about = { kind: 'release', operation: '', commit: '', files: ['dist/*'] } as const;
  await sign(
    {
      ...about,
      ...SIGSTORE_OFF,
      checksums: '',
      subjectName: '',
      subjectDigest: '',
      openpgpKey: undefined,
      openpgpPassphrase: undefined,
      onMissing: 'defer',
    },
    run,
    memoryRunner(),
  );
  await timestamp({ ...about, tsa: [TSA], onMissing: 'defer' }, run, memoryRunner());
  const context = { what: '', why: '', how: '', value: '' };
  await append(
    {
      ...about,
      component: '',
      version: '',
      ledgerBranch: 'ledger',
      tsa: [TSA],
      logKey: signerKey,
      token,
      upload: true,
      publish,
      context,
      links: '',
      people: '',
    },
    run,
    memoryRunner(),
  );
}

async function fill(changes: Partial<BackfillInputs> = {}): Promise<MemoryRunner> {
  const runner = memoryRunner();
  const inputs: BackfillInputs = {
    ...SIGSTORE_OFF,
    logKey: signerKey,
    token,
    ledgerBranch: 'ledger',
    tsa: [TSA],
    openpgpKey: undefined,
    openpgpPassphrase: undefined,
    files: [],
    limit: '256',
    renewBefore: '',
    dryRun: false,
    upload: true,
    ...changes,
  };
  await backfill(inputs, workspace.run, runner);
  return runner;
}

/** The release's files by name. */
async function assets(): Promise<Map<string, Buffer>> {
  const { data } = await ada.octokit.repos.listReleases({ owner: 'acme', repo });
  const found = (data[0]?.assets ?? []).map(async ({ id, name }) => {
    const answer = await ada.octokit.repos.getReleaseAsset({
      owner: 'acme',
      repo,
      asset_id: id,
      headers: { accept: 'application/octet-stream' },
    });
    return [name, Buffer.from(answer.data as unknown as ArrayBuffer)] as const;
  });
  return new Map((await Promise.all(found)).toSorted(([a], [b]) => a.localeCompare(b)));
}

const outcomeOf = ({ outputs }: MemoryRunner): unknown => JSON.parse(outputs.get('outcome')!);

describe('the backfill step', () => {
  it('supplies the record and its release, whose proof then holds the token, and has nothing to do after it', async () => {
    await record();
    expect([...(await assets()).keys()]).toEqual(['app.tar.gz', 'app.tar.gz.vmproof']);
    isDown = false;
    const runner = await fill();
    expect(outcomeOf(runner)).toMatchObject({
      reason: 'done',
      result: {
        supplied: [{ operation: 'release:v1.0.0', completes: 0, index: 1 }],
        releases: [{ tag: 'v1.0.0', status: 'updated', uploaded: ['app.tar.gz.vmproof', 'app.tar.gz.tsr'] }],
      },
    });
    expect([runner.outputs.get('supplied'), runner.outputs.get('open'), runner.failures]).toEqual([
      '1',
      '0',
      [],
    ]);
    expect(runner.summaries[0]).toContain('got rfc3161-1.tsr as entry 1');

    const files = await assets();
    expect([...files.keys()]).toEqual(['app.tar.gz', 'app.tar.gz.tsr', 'app.tar.gz.vmproof']);
    const [artifact] = await artifactsOfFiles([workspace.artifact]);
    const { verdict, layers } = await verifyArtifact({
      artifact: artifact!,
      proof: parseProof(files.get('app.tar.gz.vmproof')!.toString()),
      trust: {
        v: 1,
        policy: `log ${verifierKey}\nquorum none\n`,
        openpgp: { fingerprints: [] },
        rfc3161: { roots: [authority.root], spkiPins: [] },
      },
      require: ['digest', 'receipt', 'inclusion', 'rfc3161', 'checkpoint-time'],
      clock: () => new Date(),
    });
    expect([verdict, layers.filter(({ status }) => status === 'invalid')]).toEqual(['valid', []]);

    const requests = github.traffic.exchanges.length;
    expect(outcomeOf(await fill())).toMatchObject({
      reason: 'already-done',
      result: { supplied: [], open: [], releases: [] },
    });
    const writes = github.traffic.exchanges
      .slice(requests)
      .filter(({ method, route }) => method !== 'GET' && route !== '/graphql');
    expect(writes).toEqual([]);
  });

  it('fails and changes nothing while the authority is down', async () => {
    await record();
    const before = await assets();
    const runner = await fill();
    expect(outcomeOf(runner)).toMatchObject({ reason: 'network', result: { supplied: [], releases: [] } });
    expect(runner.failures).toEqual([
      ['VaultMesh backfill', expect.stringContaining('1 record still lacks some')],
    ]);
    expect(await assets()).toEqual(before);
  });

  it('makes good for a run that broke off before the release', async () => {
    await record();
    isDown = false;
    await fill({ upload: false });
    expect((await assets()).has('app.tar.gz.tsr')).toBe(false);
    expect(outcomeOf(await fill())).toMatchObject({
      result: { supplied: [], releases: [{ status: 'updated' }] },
    });
    expect((await assets()).has('app.tar.gz.tsr')).toBe(true);
  });

  it('leaves an immutable release as it is, and says so', async () => {
    await ada.octokit.request('PUT /repos/{owner}/{repo}/immutable-releases', { owner: 'acme', repo });
    await record(true);
    isDown = false;
    const runner = await fill();
    expect(outcomeOf(runner)).toMatchObject({
      reason: 'done',
      result: { supplied: [{ completes: 0 }], releases: [{ status: 'immutable', uploaded: [] }] },
    });
    expect(runner.summaries[0]).toContain('proof refresh');
    expect([...(await assets()).keys()]).toEqual(['app.tar.gz', 'app.tar.gz.vmproof']);
  });

  it('says in a dry run what is owed, and writes nothing', async () => {
    await record();
    isDown = false;
    const asked = authority.requests();
    expect(outcomeOf(await fill({ dryRun: true }))).toMatchObject({
      result: { open: [{ operation: 'release:v1.0.0', layers: ['rfc3161'] }], releases: [] },
    });
    expect(authority.requests()).toBe(asked);
  });
});

it('follows a record that took six requests to GitHub, and one for each asset', async () => {
  isDown = false;
  const before = github.traffic.exchanges.length;
  await record(true);
  const requests = github.traffic.exchanges.length - before;
  const { size } = await assets();
  expect([size, requests]).toEqual([3, 6 + size]);
});
