import { beforeAll, describe, expect, it } from '@jest/globals';

import {
  appendRecords,
  emptyLedger,
  generateLogKey,
  leafHash,
  type LedgerEntry,
  type LedgerHead,
  memoryStore,
  type MemoryStore,
  parseSignerKey,
  proveEntryAt,
  provePrefix,
  readEntries,
  readHead,
  verifyInclusion,
} from '../../../../../core/remembrancer/ledger/index.ts';
import { sampleRecords } from '../sample-records.ts';

const signer = parseSignerKey(generateLogKey('github.com/acme/app').signerKey);
let store: MemoryStore;
let ledger: LedgerHead;
let entries: LedgerEntry[];

beforeAll(async () => {
  store = memoryStore(emptyLedger(signer));
  for (const [count, prefix] of [
    [250, 'a'],
    [20, 'b'],
    [3, 'c'],
  ] as const) {
    await appendRecords(store, signer, sampleRecords(count, prefix), { random: () => 0 });
  }
  ledger = await readHead(store);
  entries = [];
  for await (const chunk of readEntries(store, ledger)) entries.push(...chunk);
});

describe('an entry at an earlier size', () => {
  it.each([
    [0, 1],
    [0, 273],
    [3, 7],
    [249, 250],
    [255, 256],
    [256, 257],
    [100, 270],
    [272, 273],
  ])('%i is proven to be in the tree of %i', async (index, size) => {
    const { root, leaf, proof } = await proveEntryAt(store, ledger, index, size);
    expect(root).toEqual((await provePrefix(store, ledger, size)).root);
    expect(leaf).toEqual(leafHash(entries[index]!.entryBytes));
    expect(verifyInclusion(index, size, leaf, proof, root)).toBe(true);
  });

  it('is not found where the tree had not that many', async () => {
    await expect(proveEntryAt(store, ledger, 7, 7)).rejects.toMatchObject({
      code: 'not-found',
      message: 'There is no entry 7 among the first 7 entries.',
    });
    await expect(proveEntryAt(store, ledger, 0, 0)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is a wrong question at a size that the log never had', async () => {
    await expect(proveEntryAt(store, ledger, 0, 274)).rejects.toMatchObject({ code: 'usage' });
  });

  it('is not believed when a tile was changed', async () => {
    const changed: Pick<MemoryStore, 'read'> = {
      read: async (paths, at) => {
        const { head, files } = await store.read(paths, at);
        const flipped = [...files].map(([path, content]): [string, Uint8Array] => [
          path,
          path.startsWith('tile/0/000') ? content.map((byte, i) => (i === 0 ? byte ^ 1 : byte)) : content,
        ]);
        return { head, files: new Map(flipped) };
      },
    };
    await expect(proveEntryAt(changed, ledger, 0, 270)).rejects.toMatchObject({
      code: 'verification-failed',
    });
  });
});
