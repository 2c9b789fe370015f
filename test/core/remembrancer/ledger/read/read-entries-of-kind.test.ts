import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  entryOfOperation,
  generateLogKey,
  type LedgerStore,
  memoryStore,
  parseSignerKey,
  readEntriesOfKind,
  readHead,
} from '../../../../../core/remembrancer/ledger/index.ts';
import { sampleReceipt } from '../../memory/sample-entries.ts';
import { madeLedger } from '../made-ledger.ts';

const SIZE = 4_200;
const signer = parseSignerKey(generateLogKey('github.com/acme/app').signerKey);
/** One in a thousand is a decision. */
const kindOf = (index: number) => (index % 1_000 === 7 ? 'decision' : 'release');

let files: Map<string, Uint8Array>;
beforeAll(() => {
  const indices = Array.from({ length: SIZE }, (_, index) => index);
  files = madeLedger(
    signer,
    indices.map((index) => sampleReceipt({ kind: kindOf(index), version: `v${index}` })),
  );
});

/** The store of `files`, and the paths of each read of it. */
function counted(): { store: LedgerStore; reads: string[][] } {
  const store = memoryStore(files);
  const reads: string[][] = [];
  const read: LedgerStore['read'] = (paths, at) => {
    reads.push([...paths]);
    return store.read(paths, at);
  };
  return { store: { ...store, read }, reads };
}

describe('the entries of one kind', () => {
  it('are all of them, in the order of the log, by few reads and no receipts of others', async () => {
    const { store, reads } = counted();
    const entries = await readEntriesOfKind(store, await readHead(store), 'decision');
    expect(entries.map(({ index }) => index)).toEqual([7, 1_007, 2_007, 3_007, 4_007]);
    expect(reads.length).toBeLessThan(10);
    expect(reads.flat().filter((path) => path.startsWith('receipts/'))).toHaveLength(5);
  });

  it('are none where the ledger has none, and of an empty ledger', async () => {
    const { store } = counted();
    expect(await readEntriesOfKind(store, await readHead(store), 'incident')).toEqual([]);
    const empty = memoryStore(madeLedger(signer, []));
    expect(await readEntriesOfKind(empty, await readHead(empty), 'decision')).toEqual([]);
  });

  it.each([
    ['a bundle is cut', 'tile/entries/003', (content: Uint8Array) => content.subarray(1)],
    ['an entry is another', 'tile/entries/003', (content: Uint8Array) => content.map((byte) => byte ^ 1)],
    ['a receipt is another', 'receipts/003/1007.json', () => new Uint8Array(2)],
  ])('are not given where %s', async (_, path, change) => {
    const damaged = memoryStore(new Map([...files, [path, change(files.get(path)!)]]));
    await expect(readEntriesOfKind(damaged, await readHead(damaged), 'decision')).rejects.toMatchObject({
      code: 'verification-failed',
      message: expect.stringContaining(path),
    });
  });
});

describe('the entry of an operation', () => {
  it('is found by the index and proven, in a few reads', async () => {
    const { store, reads } = counted();
    const entry = await entryOfOperation(store, await readHead(store), 'decision:app:v3007');
    expect(entry?.index).toBe(3_007);
    expect(reads.flat().length).toBeLessThan(10);
  });

  it('is none that the index does not name, or names wrongly', async () => {
    const [wrong] = [...files].find(([, content]) => Buffer.from(content).toString() === '3007\n')!;
    const changed = memoryStore(new Map([...files, [wrong, Buffer.from('3008\n')]]));
    const head = await readHead(changed);
    expect(await entryOfOperation(changed, head, 'decision:app:v3007')).toBeUndefined();
    expect(await entryOfOperation(changed, head, 'decision:app:v9')).toBeUndefined();
  });
});
