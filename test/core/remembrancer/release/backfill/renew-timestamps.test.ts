import { randomBytes } from 'node:crypto';

import { beforeEach, describe, expect, it } from '@jest/globals';

import { sha256Hex } from '../../../../../core/common/bytes.ts';
import { fsck, memorySource } from '../../../../../core/remembrancer/ledger/fsck/index.ts';
import {
  appendRecords,
  emptyLedger,
  findEntries,
  generateLogKey,
  memoryStore,
  type MemoryStore,
  parseSignerKey,
  readHead,
} from '../../../../../core/remembrancer/ledger/index.ts';
import {
  backfill,
  type Backfill,
  outcomeOfBackfill,
} from '../../../../../core/remembrancer/release/index.ts';
import { sampleRecord } from '../../ledger/sample-records.ts';
import { type MemoryAuthority, memoryAuthority } from '../../memory-authority.ts';

const key = generateLogKey('github.com/acme/app');
const signer = parseSignerKey(key.signerKey);
const clock = (): Date => new Date('2026-11-21T09:30:00Z');
const BEFORE = new Date('2032-01-01T00:00:00Z');

let old: MemoryAuthority;
let young: MemoryAuthority;
let store: MemoryStore;

const run = (
  { fetch }: MemoryAuthority,
  changes: Partial<Parameters<typeof backfill>[0]> = {},
): Promise<Backfill> =>
  backfill({
    store,
    signer,
    authorities: ['http://tsa'],
    fetch,
    randomBytes,
    contentOf: () => Promise.resolve(undefined),
    clock,
    random: () => 0,
    ...changes,
  });

/** Two records, each with a token over its checkpoint by the authority that ends in 2030. */
beforeEach(async () => {
  old = await memoryAuthority({ clock, ends: new Date('2030-01-01T00:00:00Z') });
  young = await memoryAuthority({ clock, ends: new Date('2040-01-01T00:00:00Z') });
  store = memoryStore(emptyLedger(signer));
  for (const id of ['release:0', 'release:1']) {
    await appendRecords(store, signer, [sampleRecord(id)], { random: () => 0 });
    await run(old);
  }
});

const files = (): ReadonlyMap<string, Uint8Array> => store.history().at(-1)!.files;

describe('a renewal', () => {
  it('puts a token that lasts over a tree with all that end, once', async () => {
    const first = await run(young, { renewBefore: BEFORE });
    expect(first.renewal).toEqual({
      status: 'renewed',
      tokens: ['timestamps/1.tsr', 'timestamps/2.tsr'],
      by: 'timestamps/3.tsr',
    });
    const [entry] = await findEntries(
      store,
      await readHead(store),
      sha256Hex(files().get('timestamps/1.tsr')!),
    );
    expect(entry).toMatchObject({ index: 2, entry: { kind: 'snapshot' } });
    const checked = await fsck(memorySource(new Map(files())), { verifierKey: key.verifierKey });
    expect(checked.problems).toEqual([]);
    expect(outcomeOfBackfill(first)).toMatchObject({
      reason: 'done',
      message: expect.stringContaining('2 tokens over checkpoints and all evidence so far are covered'),
    });

    const commits = store.history().length;
    const second = await run(young, { renewBefore: BEFORE });
    expect(second.renewal).toEqual({ status: 'not-needed' });
    expect(store.history()).toHaveLength(commits);
    expect(outcomeOfBackfill(second).reason).toBe('already-done');
  });

  it('covers later the tokens that came after it', async () => {
    await run(young, { renewBefore: BEFORE });
    await appendRecords(store, signer, [sampleRecord('release:2')], { random: () => 0 });
    await run(old);
    expect((await run(young, { renewBefore: BEFORE })).renewal).toEqual({
      status: 'renewed',
      tokens: ['timestamps/4.tsr'],
      by: 'timestamps/5.tsr',
    });
  });

  it('needs no entry when every token lasts', async () => {
    const early = new Date('2029-01-01T00:00:00Z');
    expect((await run(old, { renewBefore: early })).renewal).toEqual({ status: 'not-needed' });
  });

  it('writes nothing when no authority gives a token that lasts, or none answers', async () => {
    const commits = store.history().length;
    const result = await run(old, { renewBefore: BEFORE });
    expect(result.renewal).toMatchObject({ status: 'missing', reason: 'rejected' });
    expect(outcomeOfBackfill(result)).toMatchObject({
      reason: 'network',
      message: expect.stringContaining('last until 2032-01-01T00:00:00Z'),
    });
    const down = { ...young, fetch: () => Promise.reject(new TypeError('refused')) };
    expect((await run(down, { renewBefore: BEFORE })).renewal).toMatchObject({ reason: 'unreachable' });
    expect(store.history()).toHaveLength(commits);
  });

  it('is told of the present checkpoint alone when no earlier one is due', async () => {
    await run(young, { renewBefore: BEFORE });
    await appendRecords(store, signer, [sampleRecord('release:2')], { random: () => 0 });
    const due = await run(young, { renewBefore: BEFORE, dryRun: true });
    expect(outcomeOfBackfill(due).message).toContain('The present checkpoint would get a token that lasts.');
    const down = { ...young, fetch: () => Promise.reject(new TypeError('refused')) };
    expect(outcomeOfBackfill(await run(down, { renewBefore: BEFORE })).message).toContain(
      'The present checkpoint got no token that lasts (unreachable): The time-stamping authority',
    );
  });

  it('says in a dry run what is due', async () => {
    const commits = store.history().length;
    const { renewal } = await run(young, { renewBefore: BEFORE, dryRun: true });
    expect(renewal).toEqual({ status: 'due', tokens: ['timestamps/1.tsr', 'timestamps/2.tsr'] });
    expect([store.history().length, young.requests()]).toEqual([commits, 0]);
  });
});
