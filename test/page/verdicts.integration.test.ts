import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { runProgram } from '../../cli/program.ts';
import { LAYERS, subjectOfFile, type Layer } from '../../core/remembrancer/evidence/index.ts';
import type { TrustFile } from '../../core/remembrancer/trust/index.ts';
import { makePage } from '../../scripts/page/make-page.ts';
import { startServices, type Services } from '../../sandbox/services/index.ts';
import { describeWithData, sharedData } from '../core/remembrancer/evidence/shared-data.ts';
import { memoryTerminal } from '../cli/memory-terminal.ts';
import { fullRelease, writeTrust, type FullRelease } from './full-release.ts';
import { recordFile } from './record-file.ts';
import { openPage, type OpenedPage, type PageInput } from './open-page.ts';

let directory: string;
let services: Services;
let opened: OpenedPage;
let release: FullRelease;
let other: FullRelease;
let trust: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'vaultmesh-page-'));
  services = await startServices();
  release = await fullRelease(
    directory,
    services,
    'app-1.0.0.tar.gz',
    Buffer.from('the bytes of the release'),
  );
  other = await fullRelease(directory, services, 'other.zip', Buffer.from('other bytes'));
  trust = await writeTrust(directory, 'trust.json', release.trust);
  const html = join(directory, 'verify.html');
  await writeFile(html, await makePage());
  opened = await openPage(html);
});
afterAll(async () => {
  await opened.close();
  await services.stop();
  await rm(directory, { recursive: true, force: true });
});

/** What `vaultmesh verify --json` prints for the same files, in their folder. */
async function command({ artifact, proof, trust: trustPath, require, at }: PageInput): Promise<unknown> {
  const terminal = memoryTerminal({ directory, clock: () => new Date() });
  await runProgram(
    [
      'verify',
      basename(artifact!),
      ...(proof === undefined ? [] : ['--proof', basename(proof)]),
      ...(trustPath === undefined ? [] : ['--trust', basename(trustPath)]),
      ...(require === undefined ? [] : ['--require', require.join(',')]),
      ...(at === undefined ? [] : ['--at', `${at}Z`]),
      '--json',
    ],
    terminal,
  );
  return JSON.parse(terminal.printed.join('')) as unknown;
}

const file = async (name: string, content: Uint8Array | string): Promise<string> => {
  const path = join(directory, name);
  await writeFile(path, content);
  return path;
};

const trusting = (name: string, changes: Partial<TrustFile>): Promise<string> =>
  writeTrust(directory, name, { ...release.trust, ...changes });

const proofWith = async (name: string, change: (proof: Record<string, unknown>) => void): Promise<string> => {
  const document = JSON.parse(await readFile(release.proof, 'utf8')) as Record<string, unknown>;
  change(document);
  return file(name, `${JSON.stringify(document)}\n`);
};

const flipped = async (path: string, name: string): Promise<string> => {
  const bytes = await readFile(path);
  bytes[bytes.length >> 1]! ^= 1;
  return file(name, bytes);
};

/** What a person gives, and the layers that say something else than `valid`. */
type Case = [
  what: string,
  input: () => PageInput | Promise<PageInput>,
  verdict: 'valid' | 'invalid' | 'incomplete',
  others: Partial<Record<Layer, string>>,
];

const CASES: Case[] = [
  ['a recorded artifact', () => ({ ...release, trust }), 'valid', {}],
  ['one of which every layer is required', () => ({ ...release, trust, require: LAYERS }), 'valid', {}],
  [
    'an artifact with one byte changed',
    async () => ({ ...release, trust, artifact: await flipped(release.artifact, 'changed.tar.gz') }),
    'invalid',
    { digest: 'invalid', openpgp: 'invalid', sigstore: 'invalid', rfc3161: 'invalid' },
  ],
  [
    'an artifact of nothing',
    async () => ({ ...release, trust, artifact: await file('empty', '') }),
    'invalid',
    {
      digest: 'invalid',
      openpgp: 'invalid',
      sigstore: 'invalid',
      rfc3161: 'invalid',
    },
  ],
  [
    'the proof of another artifact',
    () => ({ ...release, trust, proof: other.proof }),
    'invalid',
    {
      digest: 'invalid',
      openpgp: 'invalid',
      sigstore: 'invalid',
      rfc3161: 'invalid',
      inclusion: 'untrusted',
      'checkpoint-time': 'untrusted',
      witness: 'absent',
    },
  ],
  [
    'a time-stamping authority that is not trusted',
    async () => ({
      ...release,
      require: ['rfc3161', 'inclusion'],
      trust: await trusting('no-tsa.json', { rfc3161: { roots: [], spkiPins: [] } }),
    }),
    'incomplete',
    { rfc3161: 'untrusted', 'checkpoint-time': 'untrusted' },
  ],
  [
    'an OpenPGP key, a log and a witness that are not trusted',
    async () => ({
      ...release,
      trust: await trusting('other-keys.json', { openpgp: other.trust.openpgp, policy: other.trust.policy }),
    }),
    'incomplete',
    { openpgp: 'untrusted', inclusion: 'untrusted', 'checkpoint-time': 'untrusted', witness: 'absent' },
  ],
  [
    'another identity than is trusted',
    async () => ({
      ...release,
      trust: await trusting('other-identity.json', {
        sigstore: {
          ...release.trust.sigstore!,
          identity: { ...release.trust.sigstore!.identity, repository: 'https://github.com/acme/other' },
        },
      }),
    }),
    'valid',
    { sigstore: 'untrusted' },
  ],
  [
    'no evidence, when a signature is required',
    async () => ({
      ...release,
      trust,
      proof: await proofWith('bare.vmproof', (it) => (it['evidence'] = [])),
    }),
    'incomplete',
    { openpgp: 'absent', sigstore: 'absent', rfc3161: 'absent' },
  ],
  [
    'a proof with another subject',
    async () => ({
      ...release,
      trust,
      proof: await proofWith('renamed.vmproof', (it) => {
        it['subject'] = { ...(it['subject'] as object), name: '<img src=x onerror=alert(1)>' };
      }),
    }),
    'invalid',
    { digest: 'invalid', openpgp: 'absent', sigstore: 'invalid', rfc3161: 'absent', receipt: 'invalid' },
  ],
  [
    'a proof with its checkpoint changed',
    async () => ({
      ...release,
      trust,
      proof: await proofWith('forged.vmproof', (it) => {
        it['tlogProof'] = String(it['tlogProof']).replace('\n1\n', '\n2\n');
      }),
    }),
    'invalid',
    { inclusion: 'invalid', 'checkpoint-time': 'invalid', witness: 'absent' },
  ],
  [
    'a moment before any of it',
    () => ({ ...release, trust, at: '2020-01-01T00:00:00' }),
    'invalid',
    {
      openpgp: 'invalid',
      sigstore: 'invalid',
      rfc3161: 'invalid',
      receipt: 'invalid',
      'checkpoint-time': 'invalid',
    },
  ],
];

it.each(CASES)('says of %s what the command says', async (_what, input, verdict, others) => {
  const given = await input();
  const outcome = await opened.verify(given);
  expect(outcome).toEqual(await command(given));
  expect(outcome).toMatchObject({ result: { verdict } });
  const expected = Object.fromEntries(LAYERS.map((layer) => [layer, 'valid']));
  expect(Object.fromEntries((outcome.result?.layers ?? []).map((each) => [each.layer, each.status]))).toEqual(
    {
      ...expected,
      ...others,
    },
  );
});

const GARBAGE: [what: string, input: () => Promise<PageInput>, reason: string][] = [
  [
    'a proof of noise',
    async () => ({ proof: await file('noise.vmproof', Buffer.alloc(999, 0xa7)) }),
    'verification-failed',
  ],
  ['an empty proof', async () => ({ proof: await file('empty.vmproof', '') }), 'verification-failed'],
  [
    'a proof that is other JSON',
    async () => ({ proof: await file('json.vmproof', '{"a":[1]}\n') }),
    'verification-failed',
  ],
  [
    'a proof with a byte order mark',
    async () => ({ proof: await file('bom.vmproof', `\ufeff${await readFile(release.proof, 'utf8')}`) }),
    'verification-failed',
  ],
  [
    'a proof of a later format',
    async () => ({ proof: await proofWith('later.vmproof', (it) => (it['format'] = 'vaultmesh-proof/2')) }),
    'incomplete',
  ],
  [
    'a trust file of noise',
    async () => ({ trust: await file('noise.json', Buffer.alloc(999, 0xa7)) }),
    'usage',
  ],
  ['a trust file that is other JSON', async () => ({ trust: await file('other.json', '{"v":1}') }), 'usage'],
  [
    'a policy that is none',
    async () => ({ trust: await trusting('policy.json', { policy: 'log me\n' }) }),
    'usage',
  ],
  [
    'a root that is no certificate',
    async () => ({ trust: await trusting('root.json', { rfc3161: { roots: ['no'], spkiPins: [] } }) }),
    'usage',
  ],
];

it.each(GARBAGE)('refuses %s as the command does, with the remedy', async (_what, input, reason) => {
  const given = { ...release, trust, ...(await input()) };
  const outcome = await opened.verify(given);
  expect(outcome).toEqual(await command(given));
  expect(outcome).toMatchObject({ schema: 1, reason });
  await expect(opened.page.getByRole('status').textContent()).resolves.toContain(outcome.message);
});

describe('a field that was left empty', () => {
  it.each([
    ['artifact', 'choose the file that you downloaded'],
    ['proof', 'it is an asset of the release, app-1.0.0.tar.gz.vmproof'],
    ['trust', 'make one with "vaultmesh trust init"'],
  ])('is named, with where one gets the %s, and has the focus', async (name, remedy) => {
    const all = Object.entries({ artifact: release.artifact, proof: release.proof, trust });
    const outcome = await opened.verify(Object.fromEntries(all.filter(([each]) => each !== name)));
    expect(outcome).toMatchObject({ reason: 'not-found', message: expect.stringContaining(remedy) });
    await expect(opened.page.evaluate('document.activeElement.id')).resolves.toBe(name);
  });

  it('has the reason that the command gives for a file that is not there', async () => {
    const { artifact, proof } = release;
    const { reason } = await opened.verify({ artifact, proof });
    expect(await command({ artifact, proof, trust: 'absent.json' })).toMatchObject({ reason });
  });
});

describeWithData('original/freetsa-codex', 'the real FreeTSA token of 2025-10-19', () => {
  it('is valid at its own time, as the command says', async () => {
    const document = sharedData('original/freetsa-codex/SOVEREIGN_LORE_CODEX_V1.md');
    const root = sharedData('original/freetsa-certs/freetsa-root.pem');
    const path = await file('codex.md', await readFile(document));
    const content = new Uint8Array(await readFile(`${document}.tsr`));
    const evidence = [{ layer: 'rfc3161', n: 1, subject: 'codex.md', content }] as const;
    const recorded = await recordFile(path, await subjectOfFile(path), evidence);
    const given = {
      ...recorded,
      require: ['rfc3161'],
      trust: await trusting('freetsa.json', {
        policy: recorded.policy,
        rfc3161: { roots: [await readFile(root, 'utf8')], spkiPins: [] },
      }),
    };
    const outcome = await opened.verify(given);
    expect(outcome).toEqual(await command(given));
    expect(outcome.result?.layers.find(({ layer }) => layer === 'rfc3161')).toMatchObject({
      status: 'valid',
      by: 'www.freetsa.org',
      time: '2025-10-19T23:14:06Z',
    });
  });
});

it('refuses a file that is far too large to be a proof, unread', async () => {
  const proof = await file('large.vmproof', '');
  await truncate(proof, 2 ** 33);
  const outcome = await opened.verify({ artifact: release.artifact, proof, trust });
  expect(outcome).toMatchObject({ reason: 'usage', message: expect.stringContaining('another field') });
});

it('never wrote to the console, broke its own policy, or asked for anything', () => {
  expect(opened.takeFaults()).toEqual([]);
});
