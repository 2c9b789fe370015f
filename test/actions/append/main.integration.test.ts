import { readFile, writeFile } from 'node:fs/promises';

import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { append, type AppendInputs, type Destination } from '../../../actions/append/src/main.ts';
import { sha256Hex } from '../../../core/common/bytes.ts';
import {
  appendRecords,
  emptyLedger,
  generateLogKey,
  memoryStore,
  parseSignerKey,
  peoplePath,
  type MemoryStore,
} from '../../../core/remembrancer/ledger/index.ts';
import { checkPeople, parseReceipt, type Receipt } from '../../../core/remembrancer/receipt/index.ts';
import { parseProof } from '../../../core/remembrancer/proof/index.ts';
import { verifyArtifact } from '../../../core/remembrancer/verify/index.ts';
import { artifactsOfFiles } from '../../../core/remembrancer/evidence/index.ts';
import { sampleReceipt } from '../../core/remembrancer/memory/sample-entries.ts';
import { memoryAuthority, type MemoryAuthority } from '../../core/remembrancer/memory-authority.ts';
import { memoryRunner, type MemoryRunner } from '../memory-runner.ts';
import { signFiles } from '../sign-files.ts';
import { makeWorkspace, type Workspace } from '../workspace.ts';

const { signerKey, verifierKey } = generateLogKey('github.com/acme/my-service');

const inputs: AppendInputs = {
  kind: 'release',
  operation: '',
  component: '',
  version: '',
  commit: '',
  files: ['dist/*'],
  ledgerBranch: 'ledger',
  tsa: [],
  logKey: signerKey,
  token: 'unused',
  upload: true,
  publish: true,
  context: { what: 'The first release', why: '', how: '', value: '' },
  links: '',
  people: '',
};

/** A GitHub with one draft release; it keeps the names of what is uploaded. */
function draft(): { client: Destination['client']; assets: string[]; published: () => boolean } {
  const assets: string[] = [];
  const digests = new Map<string, string>();
  let isDraft = true;
  const release = (): object => ({
    id: 1,
    tag_name: 'v1.0.0',
    draft: isDraft,
    html_url: 'https://github.com/acme/my-service/releases/tag/v1.0.0',
    upload_url: 'https://uploads.github.com/releases/1/assets{?name,label}',
    assets: assets.map((name, id) => ({ id, name, state: 'uploaded', digest: digests.get(name) })),
  });
  return {
    assets,
    published: () => !isDraft,
    client: {
      request: async (route, parameters) => {
        if (route.startsWith('POST https://uploads')) {
          const name = String(parameters['name']);
          const content = await (parameters['data'] as Blob).bytes();
          digests.set(name, `sha256:${sha256Hex(content)}`);
          assets.push(name);
        }
        if (route.startsWith('PATCH')) isDraft = parameters['draft'] === true;
        // A draft has no address by tag.
        if (route.endsWith('/tags/{tag}') && isDraft)
          throw Object.assign(new Error('Not Found'), { status: 404 });
        return {
          status: 200,
          data: route.endsWith('/releases') && route.startsWith('GET') ? [release()] : release(),
        };
      },
    },
  };
}

let workspace: Workspace;
let store: MemoryStore;

beforeEach(async () => {
  workspace = await makeWorkspace();
  store = memoryStore(emptyLedger(parseSignerKey(signerKey)));
  await signFiles(workspace, ['dist/*']);
});

afterEach(() => workspace.remove());

async function record(
  client: Destination['client'],
  changes: Partial<AppendInputs> = {},
): Promise<MemoryRunner> {
  const runner = memoryRunner();
  await append({ ...inputs, ...changes }, workspace.run, runner, { store, client });
  return runner;
}

describe('the append step', () => {
  it('records the release, writes a proof that verifies, attaches everything and publishes last', async () => {
    const release = draft();
    const { outputs } = await record(release.client);
    expect([outputs.get('index'), outputs.get('size')]).toEqual(['0', '1']);
    expect(release.assets).toEqual(['app.tar.gz', 'app.tar.gz.asc', 'app.tar.gz.vmproof']);
    expect(release.published()).toBe(true);
    expect(outputs.get('proof')).toBe('vaultmesh-proofs/app.tar.gz.vmproof');

    const [artifact] = await artifactsOfFiles([workspace.artifact]);
    const verdict = await verifyArtifact({
      artifact: artifact!,
      proof: parseProof(await readFile(workspace.path(outputs.get('proof')!), 'utf8')),
      trust: {
        v: 1,
        policy: `log ${verifierKey}\nquorum none\n`,
        openpgp: { fingerprints: [] },
        rfc3161: { roots: [], spkiPins: [] },
      },
      require: ['digest', 'receipt', 'inclusion'],
      clock: () => new Date(),
    });
    expect(verdict.verdict).toBe('valid');
  });

  it('describes the record by the run', async () => {
    const { outputs } = await record(draft().client);
    const receipt: unknown = JSON.parse(await readFile(workspace.path(outputs.get('receipt')!), 'utf8'));
    expect(receipt).toMatchObject({
      id: 'release:v1.0.0',
      kind: 'release',
      component: 'my-service',
      version: '1.0.0',
      source: {
        repository: 'https://github.com/acme/my-service',
        commit: 'a'.repeat(40),
        ref: 'refs/tags/v1.0.0',
        run: 'https://github.com/acme/my-service/actions/runs/42/attempts/1',
      },
      context: { what: 'The first release' },
    });
  });

  it('has links in the receipt, and people in a file beside it that can be removed', async () => {
    const people = [{ role: 'approver', login: 'grace' }];
    const links = [{ rel: 'affects', target: 'src/**' }];
    const { outputs } = await record(draft().client, {
      links: JSON.stringify(links),
      people: JSON.stringify(people),
    });
    const receipt = parseReceipt(await readFile(workspace.path(outputs.get('receipt')!)));
    expect(receipt.links).toEqual(links);
    expect(JSON.stringify(receipt)).not.toContain('grace');
    const beside = store.history().at(-1)!.files.get(peoplePath(0));
    expect(checkPeople(receipt, beside)).toEqual({ status: 'valid', people });
  });

  it.each([{ links: '[{"rel":"x"}]' }, { people: 'grace' }])(
    'writes nothing for links or people that are none: %j',
    async (changes) => {
      const commits = store.history().length;
      await expect(record(draft().client, changes)).rejects.toMatchObject({ code: 'usage' });
      expect(store.history()).toHaveLength(commits);
    },
  );

  it('shows in the job summary what is there and what is missing', async () => {
    const { summaries } = await record(draft().client);
    expect(summaries[0]).toContain('| openpgp | **recorded** | 1 detached signature. |');
    expect(summaries[0]).toContain('| sigstore | **missing** | not-configured: Sigstore is turned off');
    expect(summaries[0]).not.toContain('**valid**');
    expect(summaries[0]).toContain('| inclusion | **recorded** | Entry 0 leads to the signed root of 1. |');
  });

  it('finds the entry when it is run again, and uploads only what is missing', async () => {
    const release = draft();
    await record(release.client, { publish: false });
    release.assets.splice(1, 1);
    const commits = store.history().length;
    const { outputs, summaries } = await record(release.client);
    expect(store.history()).toHaveLength(commits);
    expect(JSON.parse(outputs.get('outcome')!)).toMatchObject({
      reason: 'already-done',
      result: { index: 0 },
    });
    expect(release.assets).toEqual(['app.tar.gz', 'app.tar.gz.vmproof', 'app.tar.gz.asc']);
    expect(summaries[0]).toContain('was already recorded');
  });

  describe('with an authority', () => {
    let authority: MemoryAuthority;
    beforeEach(async () => {
      authority = await memoryAuthority();
      jest.spyOn(globalThis, 'fetch').mockImplementation(authority.fetch);
    });
    afterEach(() => {
      jest.restoreAllMocks();
    });

    it('dates the checkpoint, says so, and puts the token into the proof', async () => {
      const { outputs, warnings } = await record(draft().client, { tsa: ['http://tsa'] });
      const stored = store.history().at(-1)!.files.get('timestamps/1.tsr')!;
      expect(outputs.get('checkpoint-timestamp')).toBe('added');
      expect(JSON.parse(outputs.get('outcome')!)).toMatchObject({
        message: 'release:v1.0.0 is entry 0 of 1. The checkpoint is time-stamped in timestamps/1.tsr.',
        result: { checkpointTimestamp: { status: 'added', size: 1, path: 'timestamps/1.tsr' } },
      });
      expect(warnings).toEqual([]);
      const proof = parseProof(await readFile(workspace.path(outputs.get('proof')!), 'utf8'));
      expect(proof.checkpointTimestamps).toEqual([stored]);
    });

    it('finds the token of an earlier run', async () => {
      await record(draft().client, { tsa: ['http://tsa'] });
      const commits = store.history().length;
      const { outputs } = await record(draft().client, { tsa: ['http://tsa'] });
      expect([outputs.get('checkpoint-timestamp'), authority.requests()]).toEqual(['present', 1]);
      expect(store.history()).toHaveLength(commits);
    });

    it('stands without it when the authority is down, with a warning that says what makes good for it', async () => {
      jest.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('refused'));
      const release = draft();
      const { outputs, warnings } = await record(release.client, { tsa: ['http://tsa'] });
      expect(outputs.get('checkpoint-timestamp')).toBe('missing');
      expect(warnings).toEqual([
        ['The checkpoint is not time-stamped', expect.stringContaining('"vaultmesh backfill" makes good')],
      ]);
      expect(release.published()).toBe(true);
    });
  });

  it('writes nothing when a file is not the one that was signed', async () => {
    const commits = store.history().length;
    await writeFile(workspace.artifact, 'changed after signing');
    await expect(record(draft().client)).rejects.toMatchObject({ code: 'conflict' });
    expect(store.history()).toHaveLength(commits);
  });

  it('keeps the record when the release cannot be written, and says which permission is missing', async () => {
    const refused = Object.assign(new Error('Resource not accessible by integration'), { status: 403 });
    const client: Destination['client'] = { ...draft().client, request: () => Promise.reject(refused) };
    await expect(record(client)).rejects.toThrow('permissions: contents: write');
    expect(store.history().at(-1)!.files.has('receipts/000/0.json')).toBe(true);
  });

  it('leaves releases alone when a decision is recorded', async () => {
    const release = draft();
    const operation = 'release:v1.0.0';
    await record(release.client, { kind: 'decision', operation, version: '1' });
    expect(release.assets).toEqual([]);
    expect(release.published()).toBe(false);
  });

  it.each([
    ['identical', ['decided-by decision:use-git:1.0.0'], []],
    ['unrelated', [], []],
    [
      404,
      [],
      [['The deployment is linked to no decisions', expect.stringContaining('does not have the commit')]],
    ],
  ])('links a deployment to the decisions in force at its commit (%s)', async (status, links, warnings) => {
    const decision = sampleReceipt({ component: 'use-git', commit: workspace.run.commit });
    const log = parseSignerKey(signerKey);
    await appendRecords(store, log, [{ receipt: decision, evidence: [] }], { random: Math.random });
    const client: Destination['client'] = {
      request: () =>
        status === 404
          ? Promise.reject(Object.assign(new Error('Not Found'), { status }))
          : Promise.resolve({ status: 200, data: { status } }),
    };
    const changes = { kind: 'deployment', operation: 'release:v1.0.0', version: '1' } as const;
    const runner = await record(client, changes);
    const { result } = JSON.parse(runner.outputs.get('outcome') ?? '') as { result: { receipt: Receipt } };
    expect((result.receipt.links ?? []).map(({ rel, target }) => `${rel} ${target}`)).toEqual(links);
    expect(runner.warnings).toEqual(warnings);
  });

  it('says that the sign step comes first', async () => {
    await expect(record(draft().client, { operation: 'release:v2.0.0' })).rejects.toThrow('sign first');
  });
});
