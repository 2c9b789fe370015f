import { randomBytes } from 'node:crypto';

import { beforeEach, describe, expect, it } from '@jest/globals';

import { fromUtf8, utf8 } from '../../../../core/common/bytes.ts';
import { VaultMeshError } from '../../../../core/common/error.ts';
import { readTimestamp } from '../../../../core/remembrancer/evidence/rfc3161/index.ts';
import { fsck, memorySource } from '../../../../core/remembrancer/ledger/fsck/index.ts';
import {
  appendRecords,
  cosign,
  emptyLedger,
  generateLogKey,
  generateWitnessKey,
  type LedgerStore,
  memoryStore,
  type MemoryStore,
  parseSignerKey,
  parseVerifierKey,
  parseWitnessKey,
  publishedCheckpoint,
  readHead,
} from '../../../../core/remembrancer/ledger/index.ts';
import {
  type CheckpointTimestamp,
  timestampCheckpoint,
} from '../../../../core/remembrancer/release/index.ts';
import { sampleRecord } from '../ledger/sample-records.ts';
import { type MemoryAuthority, memoryAuthority, tokenOver } from '../memory-authority.ts';

const key = generateLogKey('github.com/acme/app');
const signer = parseSignerKey(key.signerKey);
const verifiers = [parseVerifierKey(key.verifierKey)];

let authority: MemoryAuthority;
let store: MemoryStore;

beforeEach(async () => {
  authority = await memoryAuthority();
  store = memoryStore(emptyLedger(signer));
  await appendRecords(store, signer, [sampleRecord('release:0')], { random: () => 0 });
});

type Options = Partial<Parameters<typeof timestampCheckpoint>[0]>;

async function stamp(options: Options = {}): Promise<CheckpointTimestamp> {
  const { head, note } = await readHead(store, verifiers);
  return timestampCheckpoint({
    store,
    verifiers,
    checkpoint: note,
    head,
    authorities: ['http://tsa'],
    fetch: authority.fetch,
    randomBytes,
    clock: () => new Date(),
    random: () => 0,
    ...options,
  });
}

const commits = (): number => store.history().length;
const filesNow = (): Map<string, Uint8Array> => new Map(store.history().at(-1)!.files);

describe('a token over the checkpoint', () => {
  it('is put on the branch once, and stays when the checkpoint gets a cosignature', async () => {
    const before = commits();
    const added = await stamp({ isNew: true });
    expect(added).toMatchObject({ status: 'added', size: 1, path: 'timestamps/1.tsr' });
    expect(commits()).toBe(before + 1);

    const witness = parseWitnessKey(generateWitnessKey('witness.example/w').signerKey);
    const { head, note } = await readHead(store, verifiers);
    const cosigned = cosign(note, witness, () => new Date());
    const additions = new Map([['checkpoint', utf8(cosigned)]]);
    await store.commit(head, { message: 'cosigned', additions, deletions: [] });
    const again = await stamp();
    expect(again).toEqual({ ...added, status: 'present' });
    expect([authority.requests(), commits()]).toEqual([1, before + 2]);
    const { sound } = await fsck(memorySource(filesNow()), { verifierKey: key.verifierKey });
    expect(sound).toBe(true);
  });

  it('is put upon the new head when the branch moved meanwhile', async () => {
    const { head } = await readHead(store, verifiers);
    await appendRecords(store, signer, [sampleRecord('release:1')], { random: () => 0 });
    const note = fromUtf8(
      store
        .history()
        .find((commit) => commit.head === head)!
        .files.get('checkpoint')!,
    );
    expect(await stamp({ head, checkpoint: note, isNew: true })).toMatchObject({ status: 'added', size: 1 });
    expect(filesNow().has('timestamps/1.tsr')).toBe(true);
    expect((await readHead(store, verifiers)).checkpoint.size).toBe(2);
  });

  it('gives way to the one of a writer that was faster', async () => {
    const { head, note } = await readHead(store, verifiers);
    const first = await stamp();
    const second = await stamp({ head, checkpoint: note, isNew: true });
    expect(second).toEqual({ ...first, status: 'present' });
  });

  it.each<[string, (published: Uint8Array) => Uint8Array | Promise<Uint8Array>]>([
    ['no token', () => utf8('planted')],
    ['a token over something else', () => tokenOver(authority, utf8('something else'))],
    [
      'a token whose signature does not hold',
      async (published) => {
        const token = await tokenOver(authority, published);
        return token.with(-3, token.at(-3)! ^ 1);
      },
    ],
  ])('takes the place of %s that somebody planted', async (_, plant) => {
    const { head, note } = await readHead(store, verifiers);
    const planted = await plant(utf8(publishedCheckpoint(note, verifiers)));
    const additions = new Map([['timestamps/1.tsr', planted]]);
    await store.commit(head, { message: 'planted', additions, deletions: [] });
    expect((await stamp({ authorities: [] })).status).toBe('missing');
    const added = await stamp();
    expect(added.status).toBe('added');
    expect(filesNow().get('timestamps/1.tsr')).not.toEqual(planted);
    expect(await readTimestamp(filesNow().get('timestamps/1.tsr')!)).toMatchObject({
      time: expect.any(Date),
    });
  });

  it('is asked of one authority after another until one gives it', async () => {
    const asked: string[] = [];
    const fetch: typeof globalThis.fetch = async (url, init) => {
      const address = new Request(url).url;
      asked.push(address);
      if (address.includes('down')) throw new TypeError('refused');
      return authority.fetch(url, init);
    };
    const authorities = ['http://down', 'http://up', 'http://spare'];
    expect(await stamp({ fetch, authorities })).toMatchObject({ status: 'added' });
    expect(asked).toEqual(['http://down/', 'http://up/']);
  });

  it.each<[string, Options, string, string]>([
    [
      'none is configured',
      { authorities: [] },
      'not-configured',
      'No time-stamping authority is configured.',
    ],
    [
      'it was declined',
      { authorities: { layer: 'rfc3161', reason: 'not-configured', detail: 'No, thanks.' } },
      'not-configured',
      'No, thanks.',
    ],
    [
      'every one is down',
      { fetch: () => Promise.reject(new TypeError('refused')), authorities: ['http://a', 'http://b'] },
      'unreachable',
      'The time-stamping authority http://a gave no answer (refused). The time-stamping authority http://b gave no answer (refused).',
    ],
    [
      'the answer is garbage',
      { fetch: () => Promise.resolve(new Response('<html>')) },
      'bad-answer',
      'The answer of the time-stamping authority http://tsa is not an RFC 3161 response.',
    ],
    [
      'it refuses',
      { fetch: () => Promise.resolve(new Response('', { status: 403 })) },
      'rejected',
      'The time-stamping authority http://tsa answered with status 403.',
    ],
  ])('is missing, and nothing is written, when %s', async (_, options, reason, detail) => {
    const before = commits();
    expect(await stamp(options)).toEqual({
      status: 'missing',
      size: 1,
      reason,
      detail: expect.stringContaining(detail),
    });
    expect(commits()).toBe(before);
  });

  it('is missing when the branch does not take it', async () => {
    const refusing: LedgerStore = {
      ...store,
      commit: () => Promise.reject(new VaultMeshError('not-permitted', 'Protected.')),
    };
    expect(await stamp({ store: refusing })).toMatchObject({ status: 'missing', reason: 'not-permitted' });
    const moving: LedgerStore = { ...store, commit: () => Promise.resolve(undefined) };
    expect(await stamp({ store: moving })).toMatchObject({ status: 'missing', reason: 'unreachable' });
  });
});
