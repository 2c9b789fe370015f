import { beforeEach, describe, expect, it } from '@jest/globals';

import { liveLedger } from '../../../cli/mcp/live-ledger.ts';
import {
  appendRecords,
  emptyLedger,
  generateLogKey,
  type LedgerStore,
  memoryStore,
  type MemoryStore,
  parseSignerKey,
  parseVerifierKey,
} from '../../../core/remembrancer/ledger/index.ts';
import { NO_TEXTS } from './connect.ts';
import { sampleRecords } from '../../core/remembrancer/ledger/sample-records.ts';

const signer = parseSignerKey(generateLogKey('github.com/acme/app').signerKey);
const random = (): number => 0;

let branch: MemoryStore;
let now: number;
let reads: string[][];

const clock = (): Date => new Date(now);

/** The store that the server has: what `branch` is at the time. */
const store: LedgerStore = {
  read: (paths, at) => {
    reads.push([...paths]);
    return branch.read(paths, at);
  },
  list: (folders, at) => branch.list(folders, at),
  commit: (expected, change) => branch.commit(expected, change),
  close: () => branch.close(),
};

const sizeOf = (live: ReturnType<typeof liveLedger>): Promise<number> =>
  live.read(({ memory }) => memory.size);

beforeEach(async () => {
  branch = memoryStore(emptyLedger(signer));
  now = 0;
  reads = [];
  await appendRecords(branch, signer, sampleRecords(3), { random });
});

describe('a ledger that is asked again and again', () => {
  it('is read once while nothing moves, and again when something did', async () => {
    const live = liveLedger(store, { clock, texts: NO_TEXTS });
    expect(await sizeOf(live)).toBe(3);
    reads = [];
    now += 5_000;
    expect(await sizeOf(live)).toBe(3);
    expect(reads).toEqual([['checkpoint', expect.any(String)]]);
    await appendRecords(branch, signer, sampleRecords(2, 'more'), { random });
    now += 5_000;
    expect(await sizeOf(live)).toBe(5);
  });

  it('is read again when the clock was set back', async () => {
    const live = liveLedger(store, { clock, texts: NO_TEXTS });
    now = 3_600_000;
    expect(await sizeOf(live)).toBe(3);
    await appendRecords(branch, signer, sampleRecords(2, 'more'), { random });
    now = 0;
    expect(await sizeOf(live)).toBe(5);
  });

  it('is not looked at for each of many questions that come together', async () => {
    const live = liveLedger(store, { clock, texts: NO_TEXTS });
    await sizeOf(live);
    reads = [];
    await Promise.all(Array.from({ length: 20 }, () => sizeOf(live)));
    expect(reads).toEqual([]);
  });

  it('is asked by one question after another', async () => {
    const live = liveLedger(store, { clock, texts: NO_TEXTS });
    let running = 0;
    const most = await Promise.all(
      Array.from({ length: 5 }, () =>
        live.read(async () => {
          running += 1;
          await new Promise(setImmediate);
          return running--;
        }),
      ),
    );
    expect(most).toEqual([1, 1, 1, 1, 1]);
  });

  it('answers the next question when one failed', async () => {
    const live = liveLedger(store, { clock, texts: NO_TEXTS });
    await expect(live.read(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await sizeOf(live)).toBe(3);
  });

  it('is not answered from any more when its history was rewritten', async () => {
    const live = liveLedger(store, { clock, texts: NO_TEXTS });
    await sizeOf(live);
    branch = memoryStore(emptyLedger(signer));
    await appendRecords(branch, signer, sampleRecords(4, 'other'), { random });
    now += 5_000;
    await expect(sizeOf(live)).rejects.toMatchObject({ code: 'verification-failed' });
    branch = memoryStore(emptyLedger(signer));
    await appendRecords(branch, signer, sampleRecords(2), { random });
    await expect(sizeOf(live)).rejects.toMatchObject({ code: 'verification-failed' });
  });

  it('must be signed with the key that the server was given', async () => {
    const other = parseVerifierKey(generateLogKey('github.com/acme/app').verifierKey);
    const live = liveLedger(store, { clock, texts: NO_TEXTS, logs: [other] });
    await expect(sizeOf(live)).rejects.toMatchObject({ code: 'verification-failed' });
  });
});
