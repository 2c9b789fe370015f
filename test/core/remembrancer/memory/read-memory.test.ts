import { beforeAll, describe, expect, it } from '@jest/globals';

import {
  appendRecords,
  emptyLedger,
  generateLogKey,
  memoryStore,
  type MemoryStore,
  parseSignerKey,
  readHead,
  verifyConsistency,
} from '../../../../core/remembrancer/ledger/index.ts';
import { type Memory, readMemory } from '../../../../core/remembrancer/memory/read-memory.ts';
import { type Sample, sampleReceipt } from './sample-entries.ts';

const signer = parseSignerKey(generateLogKey('github.com/acme/app').signerKey);
let store: MemoryStore;

const append = async (samples: Sample[]): Promise<void> => {
  const records = samples.map((sample) => ({ receipt: sampleReceipt(sample), evidence: [] }));
  await appendRecords(store, signer, records, { random: () => 0 });
};

const read = async (asOf?: number): Promise<Memory> =>
  readMemory(store, await readHead(store), asOf === undefined ? {} : { asOf });

const releases = (from: number, to: number): Sample[] =>
  Array.from({ length: to - from }, (_, i) => ({ kind: 'release', version: `v${from + i}` }));

beforeAll(async () => {
  store = memoryStore(emptyLedger(signer));
  await append([{ component: 'old' }, ...releases(0, 2)]);
  await append([{ component: 'new', links: ['supersedes old'] }]);
  await append(releases(2, 200));
  await append(releases(200, 320));
});

describe('the memory of a ledger', () => {
  it('is all of its records, in the order of the log', async () => {
    const { size, checkpoint, root, proof, records } = await read();
    expect([size, checkpoint.size, records.length]).toEqual([322, 322, 322]);
    expect([root, proof]).toEqual([checkpoint.root, []]);
    expect(records.map(({ index }) => index)).toEqual(Array.from({ length: 322 }, (_, i) => i));
    expect(records.slice(0, 4).map(({ component, status }) => `${component} ${status}`)).toEqual([
      'old superseded',
      'app recorded',
      'app recorded',
      'new accepted',
    ]);
  });

  it.each([1, 3, 4, 202, 256, 300])('as of size %i is what it was then, and is proven', async (asOf) => {
    const { size, root, proof, checkpoint, records } = await read(asOf);
    expect([size, records.length]).toEqual([asOf, asOf]);
    expect(verifyConsistency(asOf, checkpoint.size, root, checkpoint.root, proof)).toBe(true);
    expect(records[0]?.status).toBe(asOf < 4 ? 'accepted' : 'superseded');
  });

  it('as of size 0 is nothing', async () => {
    expect(await read(0)).toMatchObject({ size: 0, proof: [], records: [] });
  });

  it('had never more records than it has', async () => {
    await expect(read(323)).rejects.toMatchObject({
      code: 'usage',
      message: 'github.com/acme/app has 322 entries, and never had 323.',
    });
  });

  it('is not told from a branch whose tiles do not prove the earlier size', async () => {
    const files = new Map(store.history().at(-1)?.files);
    files.set('tile/0/000', new Uint8Array(256 * 32));
    const damaged = memoryStore(files);
    await expect(readMemory(damaged, await readHead(damaged), { asOf: 3 })).rejects.toMatchObject({
      code: 'verification-failed',
    });
  });
});
