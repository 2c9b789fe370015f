import { afterEach, expect, it } from '@jest/globals';
import nock from 'nock';
import { Octokit } from '@octokit/core';
import { createProbot } from '../../../app/create-probot.ts';
import { boundedStore } from '../../../app/memory/bounded-store.ts';
import { limitAnswers, limitedClient, tooLarge } from '../../../app/memory/limited-client.ts';
import { createMetrics } from '../../../app/metrics/create-metrics.ts';
import { refusalOf } from '../../../app/memory/with-known-ledger.ts';
import { VaultMeshError } from '../../../core/common/error.ts';
import { API, testConfig } from '../fixtures/started-app.ts';
import { githubStore, NoLedgerError } from '../../../core/remembrancer/ledger/index.ts';

const Limited = Octokit.plugin(limitAnswers);

const BOUNDS = { files: 10, bytes: 100, ms: 1_000 };

/** A store of which every file has so many bytes. */
const filesOf = (bytes: number) => ({
  read: (paths: readonly string[]) =>
    Promise.resolve({ head: 'h', files: new Map(paths.map((path) => [path, new Uint8Array(bytes)])) }),
});

afterEach(() => {
  nock.cleanAll();
});

it.each([
  ['files', filesOf(0), ['a', 'b', 'c', 'd', 'e', 'f'], 0],
  ['bytes', filesOf(101), ['a'], 0],
  ['time', filesOf(0), ['a'], 1_001],
])('reads no more than there are %s for', async (_, files, paths, passes) => {
  let now = 0;
  const store = boundedStore(files, 'h', BOUNDS, () => new Date(now));
  expect((await store.read(paths)).files.size).toBe(paths.length);
  now += passes;
  await expect(store.read(paths)).rejects.toMatchObject({ code: 'conflict' });
});

it('breaks off an answer of GitHub that is too large, and takes one that is not', async () => {
  const sizes = [90, 110];
  nock('https://api.github.com')
    .get('/repos/acme/app/git/blobs/1')
    .times(2)
    .reply(200, () => ({ content: 'x'.repeat(sizes.shift() ?? 0) }));
  const client = limitedClient(new Limited(), 110);
  const ask = () => client.request('GET /repos/acme/app/git/blobs/1', {});
  expect(await ask()).toMatchObject({ status: 200, data: { content: 'x'.repeat(90) } });
  const error: unknown = await ask().catch((reason: unknown) => reason);
  expect(tooLarge(error)).toBe(true);
});

it('bounds, times and counts the calls of the app as any others, each once', async () => {
  const metrics = createMetrics(() => new Date('2026-11-20T09:30:00Z'));
  const github = await createProbot(testConfig(), metrics).auth();
  nock(API)
    .get('/app')
    .times(2)
    .reply(200, { slug: 'x'.repeat(100) });
  const ask = (most: number) => limitedClient(github, most).request('GET /app', { request: { retries: 0 } });
  await ask(200);
  const error: unknown = await ask(100).catch((reason: unknown) => reason);
  expect(tooLarge(error)).toBe(true);
  const told = await metrics.text();
  expect(told).toContain('vaultmesh_github_calls_total{status="2xx"} 2');
});

it('says of a ledger whose files are too large what to do instead', async () => {
  nock('https://api.github.com')
    .post('/graphql')
    .reply(200, { data: { repository: { ref: { target: { oid: 'x'.repeat(200) } } } } });
  const store = githubStore(limitedClient(new Limited(), 100), { owner: 'acme', repo: 'app' });
  const error: unknown = await store.read(['checkpoint']).catch((reason: unknown) => reason);
  expect(refusalOf(error, 'acme/app')).toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('`npx vaultmesh query "…" --repository acme/app`'),
  });
});

it.each<[VaultMeshError, string, string]>([
  [new NoLedgerError(), 'not-found', 'npx vaultmesh ledger init acme/app'],
  [
    new VaultMeshError('verification-failed', 'It was @changed.'),
    'conflict',
    'npx vaultmesh ledger fsck acme/app',
  ],
  [
    new VaultMeshError('incomplete', 'It is of a @later format.'),
    'conflict',
    'npx vaultmesh ledger fsck acme/app',
  ],
  [new VaultMeshError('usage', 'Line 3: @nobody.'), 'usage', 'Line 3'],
])('makes a refusal that can be shown of what is wrong with a ledger: %s', (error, code, text) => {
  const refusal = refusalOf(error, 'acme/app') as VaultMeshError;
  expect(refusal).toMatchObject({ code, message: expect.stringContaining(text) });
  expect(refusal.cause).toBeUndefined();
  expect(refusal.message).not.toContain('@');
});

it('leaves a failure of the network as it is, so that the command can go on later', () => {
  const error = new VaultMeshError('network', 'GitHub did not answer.');
  expect(refusalOf(error, 'acme/app')).toBe(error);
});
