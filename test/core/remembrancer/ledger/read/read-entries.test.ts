import { beforeAll, describe, expect, it } from '@jest/globals';
import { fromUtf8, utf8 } from '../../../../../core/common/bytes.ts';
import {
  appendRecords,
  emptyLedger,
  formatCheckpoint,
  generateLogKey,
  leafHash,
  type LedgerStore,
  memoryStore,
  parseSignerKey,
  proveEntry,
  readEntries,
  type ReadEntriesOptions,
  readEntry,
  readHead,
  readPolicy,
  signNote,
  verifyInclusion,
} from '../../../../../core/remembrancer/ledger/index.ts';
import {
  edgeFiles,
  edgeRoot,
  EMPTY_EDGE,
  extendEdge,
} from '../../../../../core/remembrancer/ledger/tile/right-edge.ts';
import { entryOf, receiptBytes } from '../../../../../core/remembrancer/receipt/index.ts';
import { readLedger } from '../read-ledger.ts';
import { growLedger } from '../grow-ledger.ts';
import { sampleRecords } from '../sample-records.ts';

const key = generateLogKey('github.com/acme/app');
const signer = parseSignerKey(key.signerKey);

async function files(): Promise<Map<string, Uint8Array>> {
  const store = memoryStore(emptyLedger(signer));
  await appendRecords(store, signer, sampleRecords(3), { random: () => 0 });
  return new Map(store.history().at(-1)?.files);
}

describe('reading a ledger', () => {
  it('gives entries and receipts in order, and the policy', async () => {
    const store = memoryStore(await files());
    const ledger = await readLedger(store);
    expect(ledger.entries.map(({ index, entry, receipt }) => [index, entry.id, receipt.component])).toEqual([
      [0, 'release:0', 'app'],
      [1, 'release:1', 'app'],
      [2, 'release:2', 'app'],
    ]);
    expect(await readPolicy(store, ledger)).toBe(`log ${key.verifierKey}\nquorum none\n`);
  });

  it('of a new branch gives no entries', async () => {
    const ledger = await readLedger(memoryStore(emptyLedger(signer)));
    expect([ledger.checkpoint.size, ledger.entries]).toEqual([0, []]);
  });

  it.each([
    ['receipts/000/1.json', utf8('{}'), 'receipts/000/1.json is not the receipt that entry 1 commits to'],
    ['receipts/000/1.json', undefined, 'receipts/000/1.json, the receipt of entry 1, is not there'],
    ['tile/entries/000.p/3', undefined, 'tile/entries/000.p/3 is not there'],
    [
      'tile/entries/000.p/3',
      new Uint8Array(6),
      'The tiles do not lead from tile/entries/000.p/3 to the signed root at size 3',
    ],
    ['checkpoint', utf8('x'), 'malformed'],
    ['checkpoint', Uint8Array.of(0xff), 'The file "checkpoint" is not text'],
    ['checkpoint', undefined, 'no file "checkpoint"'],
    ['tile/entries/000.p/3', utf8('x'), 'tile/entries/000.p/3 is cut short in entry 1 of 3'],
    ['vkey', utf8(`${generateLogKey('github.com/acme/app').verifierKey}\n`), 'no signature by a trusted key'],
  ])('names %s when it is damaged (%#)', async (path, content, message) => {
    const damaged = await files();
    if (content === undefined) damaged.delete(path);
    else damaged.set(path, content);
    await expect(readLedger(memoryStore(damaged))).rejects.toThrow(message);
  });

  it('does not take an entry that says something else than its receipt', async () => {
    const records = sampleRecords(2);
    const honest = entryOf(records[1]!.receipt);
    const lie = utf8(fromUtf8(honest).replace('release:1', 'release:7'));
    const { edge } = extendEdge(EMPTY_EDGE, [entryOf(records[0]!.receipt), lie]);
    const checkpoint = formatCheckpoint({ origin: signer.name, size: 2, root: edgeRoot(edge) });
    const tree = new Map([
      ...emptyLedger(signer),
      ...edgeFiles(edge),
      ['checkpoint', utf8(signNote(checkpoint, signer))],
      ...records.map(({ receipt }, i) => [`receipts/000/${i}.json`, receiptBytes(receipt)] as const),
    ]);
    await expect(readLedger(memoryStore(tree))).rejects.toThrow('Entry 1 of the ledger says something else');
  });

  it('does not take a branch for the ledger of a key that did not sign it', async () => {
    const { verifierKey } = generateLogKey('github.com/acme/app');
    await expect(readLedger(memoryStore(await files()), { verifierKey })).rejects.toMatchObject({
      code: 'verification-failed',
    });
  });
});

describe('reading a part of a ledger', () => {
  const SIZE = 600;
  let log: ReadonlyMap<string, Uint8Array>;
  beforeAll(async () => {
    for await (const { files: grown } of growLedger(signer, [SIZE])) log = grown;
  });

  /** The indices that a read gives, chunk by chunk, and the paths that it read. */
  async function read(options: ReadEntriesOptions, content = log) {
    const store = memoryStore(new Map(content));
    const ledger = await readHead(store);
    const paths: string[] = [];
    const watched: LedgerStore = {
      ...store,
      read: (wanted, at) => {
        paths.push(...wanted);
        return store.read(wanted, at);
      },
    };
    const chunks: number[][] = [];
    for await (const entries of readEntries(watched, ledger, options)) {
      chunks.push(entries.map(({ index }) => index));
    }
    return { indices: chunks.flat(), chunks: chunks.map(({ length }) => length), paths };
  }

  const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

  it.each<[string, ReadEntriesOptions, number[], number[]]>([
    ['all', {}, range(0, SIZE), [256, 256, 88]],
    ['all, newest first', { newestFirst: true }, range(0, SIZE).reverse(), [88, 256, 256]],
    ['from and to', { from: 250, to: 260 }, range(250, 260), [6, 4]],
    [
      'from and to, newest first',
      { from: 500, to: 515, newestFirst: true },
      range(500, 515).reverse(),
      [3, 12],
    ],
    ['to the end, whatever is asked for', { from: 598, to: 900 }, [598, 599], [2]],
    ['what is not there', { from: 600 }, [], []],
    ['an empty range', { from: 20, to: 10 }, [], []],
    ['some', { only: ({ id }) => id.endsWith('99') }, [99, 199, 299, 399, 499, 599], [2, 3, 1]],
  ])('%s', async (_, options, indices, chunks) => {
    expect(await read(options)).toMatchObject({ indices, chunks });
  });

  it('reads the bundles and receipts of that part, and each tile above it once', async () => {
    const { paths } = await read({ from: 580, newestFirst: true });
    expect(paths.filter((path) => path.startsWith('receipts/'))).toHaveLength(20);
    expect(paths.filter((path) => path.startsWith('tile/'))).toEqual([
      'tile/entries/002.p/88',
      'tile/1/000.p/2',
    ]);
    const all = (await read({})).paths.filter(
      (path) => path.startsWith('tile/') && !path.includes('entries'),
    );
    expect(all.toSorted()).toEqual([...new Set(all)].toSorted());
  });

  it('reads no receipt of an entry that is not wanted', async () => {
    const { paths } = await read({ only: ({ id }) => id === 'release:7' });
    expect(paths.filter((path) => path.startsWith('receipts/'))).toEqual(['receipts/000/7.json']);
  });

  it('gives what is good before a damaged file, and no more', async () => {
    const damaged = new Map(log);
    damaged.delete('tile/entries/001');
    const store = memoryStore(damaged);
    const given: number[] = [];
    const reading = (async () => {
      for await (const entries of readEntries(store, await readHead(store))) given.push(entries.length);
    })();
    await expect(reading).rejects.toThrow('tile/entries/001 is not there');
    expect(given).toEqual([256]);
  });

  it.each([
    ['oldest', {}, 'tile/entries/000 is not there'],
    ['newest', { newestFirst: true }, /tile\/entries\/x035\/x184\/x372\/x088\/831\.p\/255 is not there/u],
  ])('does not believe a signed size before the %s files are there', async (_, options, message) => {
    const vast = { origin: signer.name, size: Number.MAX_SAFE_INTEGER, root: new Uint8Array(32) };
    const tree = emptyLedger(signer).set('checkpoint', utf8(signNote(formatCheckpoint(vast), signer)));
    await expect(read(options, tree)).rejects.toThrow(message);
  });

  it('proves each entry under the root that a plain computation gives, at every size', async () => {
    const store = memoryStore(emptyLedger(signer));
    for (let size = 1; size <= 20; size += 1) {
      await appendRecords(store, signer, sampleRecords(1, `n${size}`), { random: () => 0 });
      const ledger = await readHead(store);
      for (let index = 0; index < size; index += 1) {
        const { entryBytes, proof } = await readEntry(store, ledger, index);
        expect(verifyInclusion(index, size, leafHash(entryBytes), proof, ledger.checkpoint.root)).toBe(true);
      }
    }
    const large = memoryStore(new Map(log));
    const ledger = await readHead(large);
    for (const index of [0, 1, 255, 256, 511, 512, 513, 599]) {
      const { entryBytes, proof } = await proveEntry(large, ledger, index);
      expect(verifyInclusion(index, SIZE, leafHash(entryBytes), proof, ledger.checkpoint.root)).toBe(true);
    }
  });

  it('takes no entry of a bundle that was changed, wherever in it', async () => {
    const bundle = log.get('tile/entries/000')!;
    for (const at of [2, 100, 30_000, bundle.length - 2]) {
      const changed = bundle.slice();
      changed[at] = changed[at]! ^ 1;
      const store = memoryStore(new Map(log).set('tile/entries/000', changed));
      await expect(readEntry(store, await readHead(store), 0)).rejects.toThrow('from tile/entries/000 to');
    }
  });
});
