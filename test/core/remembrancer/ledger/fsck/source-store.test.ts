import { describe, expect, it } from '@jest/globals';

import { memorySource, sourceStore } from '../../../../../core/remembrancer/ledger/fsck/index.ts';
import { readLedger } from '../read-ledger.ts';
import { filesOf, sampleLedger } from './sample-ledger.ts';

describe('a source as a store', () => {
  it('gives readers of a store what the source has', async () => {
    const made = await sampleLedger(150, 153);
    const store = sourceStore(memorySource(filesOf(made)));
    const { entries, checkpoint } = await readLedger(store);
    expect(entries).toHaveLength(304);
    expect({ entries, checkpoint }).toMatchObject({
      entries: (await readLedger(made)).entries,
      checkpoint: (await readLedger(made)).checkpoint,
    });
  });

  it('lists the names in folders as another store does, and none where there is none', async () => {
    const made = await sampleLedger(2);
    const { head } = await made.read([]);
    const folders = ['receipts/000', 'tile/entries', 'no'];
    const lists = await sourceStore(memorySource(filesOf(made))).list(folders, 'any');
    const sorted = (map: ReadonlyMap<string, readonly string[]>): unknown =>
      [...map].map(([folder, names]) => [folder, names.toSorted()]);
    expect(sorted(lists)).toEqual(sorted(await made.list(folders, head!)));
  });

  it('takes no commit, lists nothing that cannot be listed, and reads no path that is none', async () => {
    const source = memorySource(new Map());
    const store = sourceStore({ ...source, list: () => Promise.resolve(undefined) });
    const change = { message: 'x', additions: new Map(), deletions: [] };
    await expect(store.commit(undefined, change)).rejects.toMatchObject({ code: 'not-permitted' });
    await expect(store.list(['receipts'], 'x')).rejects.toMatchObject({ code: 'incomplete' });
    await expect(store.read(['../x'])).rejects.toMatchObject({ code: 'usage' });
  });
});
