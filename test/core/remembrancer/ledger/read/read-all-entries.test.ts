import { beforeAll, describe, expect, it } from '@jest/globals';

import {
  appendRecords,
  emptyLedger,
  generateLogKey,
  type LedgerStore,
  MAX_RECORDS,
  memoryStore,
  type MemoryStore,
  parseSignerKey,
  readAllEntries,
  readHead,
} from '../../../../../core/remembrancer/ledger/index.ts';
import { sampleReceipt } from '../../memory/sample-entries.ts';

const SIZE = 4_100;
const signer = parseSignerKey(generateLogKey('github.com/acme/app').signerKey);
let store: MemoryStore;

/** The store, and how many paths each read of it had. */
function counted(): { store: LedgerStore; reads: number[] } {
  const reads: number[] = [];
  const read: LedgerStore['read'] = (paths, at) => {
    reads.push(paths.length);
    return store.read(paths, at);
  };
  return { store: { ...store, read }, reads };
}

beforeAll(async () => {
  store = memoryStore(emptyLedger(signer));
  for (let first = 0; first < SIZE; first += MAX_RECORDS) {
    const versions = Array.from({ length: Math.min(MAX_RECORDS, SIZE - first) }, (_, i) => first + i);
    const records = versions.map((version) => ({
      receipt: sampleReceipt({ kind: 'release', version: `v${version}` }),
      evidence: [],
    }));
    await appendRecords(store, signer, records, { random: () => 0 });
  }
});

describe('all entries of a ledger', () => {
  it.each([0, 1, 256, 300, 4_096, SIZE])('up to %i are those, in the order of the log', async (size) => {
    const entries = await readAllEntries(store, await readHead(store), size);
    expect(entries.map(({ index, receipt }) => [index, receipt.version])).toEqual(
      Array.from({ length: size }, (_, i) => [i, `v${i}`]),
    );
  });

  it('take few reads, however many bundles they are in', async () => {
    const { store: counting, reads } = counted();
    await readAllEntries(counting, await readHead(store), SIZE);
    expect(reads.length).toBeLessThan(10);
  });

  it('are not given when one is not what the checkpoint commits to', async () => {
    const files = new Map(store.history().at(-1)?.files);
    files.set('receipts/004/1100.json', files.get('receipts/004/1101.json')!);
    const damaged = memoryStore(files);
    await expect(readAllEntries(damaged, await readHead(damaged), SIZE)).rejects.toMatchObject({
      code: 'verification-failed',
      message: expect.stringContaining('receipts/004/1100.json is not the receipt'),
    });
  });
});
