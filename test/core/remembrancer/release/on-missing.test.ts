import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { beforeEach, describe, expect, it } from '@jest/globals';

import { sha256Hex } from '../../../../core/common/bytes.ts';
import { VaultMeshError } from '../../../../core/common/error.ts';
import {
  emptyLedger,
  generateLogKey,
  memoryStore,
  type MemoryStore,
  parseSignerKey,
} from '../../../../core/remembrancer/ledger/index.ts';
import {
  type OnMissing,
  outcomeOfRecord,
  record,
  type RecordOptions,
} from '../../../../core/remembrancer/release/index.ts';
import { temporaryFolder } from '../evidence/temporary-folder.ts';
import { type MemoryAuthority, memoryAuthority } from '../memory-authority.ts';

const signer = parseSignerKey(generateLogKey('github.com/acme/app').signerKey);
const folder = temporaryFolder();

let authority: MemoryAuthority;
let store: MemoryStore;

beforeEach(async () => {
  authority = await memoryAuthority();
  store = memoryStore(emptyLedger(signer));
});

const options = (
  onMissing: OnMissing,
  fetch: typeof globalThis.fetch,
  timeoutMs = 20_000,
): RecordOptions => ({
  directory: join(folder.path, 'evidence'),
  artifacts: ['a', 'b'].map((name) => ({ subject: { name, sha256: sha256Hex(name) } })),
  sigstore: { layer: 'sigstore', reason: 'not-configured', detail: 'Sigstore is off.' },
  authorities: ['http://tsa'],
  timeoutMs,
  onMissing,
  store,
  signer,
  record: { id: 'release:v1.0.0', kind: 'release', component: 'app', version: '1.0.0' },
  clock: () => new Date(),
  random: () => 0,
  fetch,
  randomBytes,
});

/** The ways in which an authority fails, and what a receipt calls them. */
const FAULTS: [string, typeof fetch, string][] = [
  ['refuses the connection', () => Promise.reject(new TypeError('refused')), 'unreachable'],
  [
    'hangs',
    (_, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => {
          reject(new DOMException('timed out', 'TimeoutError'));
        });
      }),
    'unreachable',
  ],
  ['fails', () => Promise.resolve(new Response('', { status: 503 })), 'unreachable'],
  ['says no', () => Promise.resolve(new Response('', { status: 403 })), 'rejected'],
  ['answers garbage', () => Promise.resolve(new Response('<html>')), 'bad-answer'],
];

describe.each(FAULTS)('while the authority %s', (what, fault, reason) => {
  const timeoutMs = what === 'hangs' ? 200 : undefined;

  it('defer records without a token and dates no checkpoint', async () => {
    const result = await record(options('defer', fault, timeoutMs));
    expect(result.receipt.missing.filter(({ layer }) => layer === 'rfc3161')).toMatchObject([{ reason }]);
    expect(result.checkpointTimestamp).toMatchObject({ status: 'missing', reason });
    expect(outcomeOfRecord(result)).toMatchObject({
      reason: 'done',
      message: expect.stringContaining(`The checkpoint is not time-stamped (${reason})`),
    });
    const { files } = store.history().at(-1)!;
    expect([...files.keys()].filter((path) => path.startsWith('timestamps/'))).toEqual([]);
  });

  it('fail stops before anything is written', async () => {
    await expect(record(options('fail', fault, timeoutMs))).rejects.toBeInstanceOf(VaultMeshError);
    expect(store.history()).toHaveLength(1);
    expect(await readdir(join(folder.path, 'evidence'))).toEqual(['evidence.json']);
  });
});

describe('an authority that fails at the second artifact', () => {
  const once: typeof fetch = (url, init) =>
    authority.requests() === 0 ? authority.fetch(url, init) : Promise.reject(new TypeError('refused'));

  it('leaves the first its token with defer', async () => {
    const { receipt } = await record(options('defer', once));
    expect(receipt.evidence).toMatchObject([{ layer: 'rfc3161', subject: 'a' }]);
    expect(receipt.missing).toContainEqual(
      expect.objectContaining({ layer: 'rfc3161', reason: 'unreachable' }),
    );
  });

  it('leaves nothing with fail', async () => {
    await expect(record(options('fail', once))).rejects.toMatchObject({ code: 'network' });
    expect(store.history()).toHaveLength(1);
    expect(await readdir(join(folder.path, 'evidence'))).toEqual(['evidence.json']);
  });
});

it('a record that stands does not fail for the token over its checkpoint, also with fail', async () => {
  const twice: typeof fetch = (url, init) =>
    authority.requests() < 2 ? authority.fetch(url, init) : Promise.reject(new TypeError('refused'));
  const result = await record(options('fail', twice));
  expect(result).toMatchObject({
    index: 0,
    checkpointTimestamp: { status: 'missing', reason: 'unreachable' },
  });
});
