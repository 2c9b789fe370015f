import { describe, expect, it } from '@jest/globals';
import { equalBytes, fromUtf8, toHex, utf8 } from '../../../../../core/common/bytes.ts';
import { VaultMeshError } from '../../../../../core/common/error.ts';
import {
  appendRecords,
  type Checkpoint,
  emptyLedger,
  generateLogKey,
  type LedgerStore,
  leafHash,
  memoryStore,
  type MemoryStore,
  type NoteSigner,
  parseCheckpoint,
  parsePolicy,
  parseSignerKey,
  verifyTlogProof,
} from '../../../../../core/remembrancer/ledger/index.ts';
import { signAdmission } from '../../../../../core/remembrancer/ledger/branch/admission.ts';
import { operationPath } from '../../../../../core/remembrancer/ledger/branch/branch-paths.ts';
import { treeHash } from '../../../../../core/remembrancer/ledger/merkle/tree-hash.ts';
import { formatBundle } from '../../../../../core/remembrancer/ledger/tile/entry-bundle.ts';
import { formatTile } from '../../../../../core/remembrancer/ledger/tile/hash-tile.ts';
import { entryOf } from '../../../../../core/remembrancer/receipt/index.ts';
import { readLedger } from '../read-ledger.ts';
import { recordingSigner } from '../recording-signer.ts';
import { sampleRecord, sampleRecords } from '../sample-records.ts';
import { seededRandom } from '../seeded-random.ts';
const key = generateLogKey('github.com/acme/app');
const policy = parsePolicy(`log ${key.verifierKey}\nquorum none\n`);

/** Law 1: no two roots for one size among all signatures. */
function expectNoTwoRoots(checkpoints: readonly Checkpoint[]): void {
  const roots = new Map<number, string>();
  for (const { size, root } of checkpoints) {
    expect([size, roots.get(size) ?? toHex(root)]).toEqual([size, toHex(root)]);
    roots.set(size, toHex(root));
  }
}

/** Every commit of the branch is a valid log that extends the one before. */
async function expectEveryCommitToBeALog(store: MemoryStore): Promise<void> {
  let previous: readonly Uint8Array[] = [];
  for (const { files } of store.history()) {
    const { entries } = await readLedger(memoryStore(new Map(files)), { verifierKey: key.verifierKey });
    const bytes = entries.map(({ entryBytes }) => entryBytes);
    expect(previous.every((entry, i) => equalBytes(entry, bytes[i]!))).toBe(true);
    previous = bytes;
  }
}

/** A store between whose steps other writers run, that fails, and that loses answers, as `random` has it. */
function unreliable(store: LedgerStore, random: () => number, faultRate: number): LedgerStore {
  const pause = async (): Promise<void> => {
    for (let turns = Math.floor(random() * 6); turns > 0; turns -= 1) await Promise.resolve();
    await new Promise((resolve) => setImmediate(resolve));
  };
  const fail = (what: string): void => {
    if (random() < faultRate) throw new VaultMeshError('network', what);
  };
  const around = async <T>(work: () => Promise<T>): Promise<T> => {
    await pause();
    fail('request lost');
    const answer = await work();
    await pause();
    fail('answer lost');
    return answer;
  };
  return {
    read: (...args) => around(() => store.read(...args)),
    list: (...args) => around(() => store.list(...args)),
    commit: (...args) => around(() => store.commit(...args)),
    close: () => store.close(),
  };
}

/** The files of a ledger of `size` sample records. */
async function growLedger(signer: NoteSigner, size: number): Promise<Map<string, Uint8Array>> {
  const store = memoryStore(emptyLedger(signer));
  for (let at = 0; at < size; at += 150) {
    await appendRecords(store, signer, sampleRecords(size).slice(at, at + 150), { random: () => 0 });
  }
  return new Map(store.history().at(-1)!.files);
}

describe('the laws of writing', () => {
  it.each(Array.from({ length: 6 }, (_, seed) => [seed, seed % 2 === 0 ? 0 : 0.15] as const))(
    'hold for racing writers (seed %i, faults %f): one root a size, each record once, every commit a log',
    async (seed, faultRate) => {
      const random = seededRandom(seed);
      const { signer, checkpoints } = recordingSigner(key.signerKey);
      const store = memoryStore(emptyLedger(signer));
      await appendRecords(store, signer, sampleRecords(245, 'before'), { random: () => 0 });
      const writers = Array.from({ length: 12 }, async (_, i) =>
        appendRecords(
          unreliable(store, random, faultRate),
          signer,
          // Two writers in three share an operation with another one.
          [
            sampleRecord(`race:${i - (i % 3 === 2 ? 1 : 0)}`, `by ${i}`),
            ...sampleRecords(i % 4, `more:${i}`),
          ],
          { random: () => 0, attempts: 200 },
        ),
      );
      const answers = (await Promise.all(writers)).flat();

      expectNoTwoRoots(checkpoints());
      await expectEveryCommitToBeALog(store);
      const { entries } = await readLedger(store, { verifierKey: key.verifierKey });
      const ids = entries.map(({ receipt }) => receipt.id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const answer of answers) {
        expect(verifyTlogProof(answer.tlogProof, answer.entry, policy).index).toBe(answer.index);
        expect(entries[answer.index]?.receiptBytes).toEqual(answer.receipt);
      }
    },
  );

  it('hold when a writer dies at any point, and the next one goes on', async () => {
    for (let point = 0; point < 6; point += 1) {
      const { signer, checkpoints } = recordingSigner(key.signerKey);
      const store = memoryStore(emptyLedger(signer));
      let steps = 0;
      const dies = (): void => {
        if (steps++ === point) throw new Error('killed');
      };
      const mortal: LedgerStore = {
        ...store,
        read: async (...args) => (dies(), store.read(...args)),
        commit: async (...args) => {
          dies();
          const head = await store.commit(...args);
          dies();
          return head;
        },
      };
      const first = appendRecords(mortal, signer, [sampleRecord('first', 'by the dead')], {
        random: () => 0,
      });
      await first.catch((error: unknown) => {
        expect(String(error)).toContain('killed');
      });
      await expectEveryCommitToBeALog(store);
      const next = await appendRecords(store, signer, [sampleRecord('second'), sampleRecord('first')], {
        random: () => 0,
      });
      expect(next.map(({ size }) => size)).toEqual([2, 2]);
      expect((await readLedger(store)).entries.map(({ receipt }) => receipt.id).toSorted()).toEqual([
        'first',
        'second',
      ]);
      expectNoTwoRoots(checkpoints());
    }
  });

  it('complete what another writer admitted, in the commit that admits the own record', async () => {
    const { signer } = recordingSigner(key.signerKey);
    const store = memoryStore(emptyLedger(signer));
    const once: LedgerStore = {
      ...store,
      commit: async (...args) => {
        await store.commit(...args);
        throw new Error('killed');
      },
    };
    await expect(appendRecords(once, signer, [sampleRecord('a')], { random: () => 0 })).rejects.toThrow(
      'killed',
    );
    const commits = store.history().length;
    const [record] = await appendRecords(store, signer, [sampleRecord('b')], { random: () => 0 });
    expect(record?.index).toBe(1);
    expect(store.history()).toHaveLength(commits + 2);
  });
});

describe('what somebody else pushed to the branch', () => {
  const { signer, checkpoints } = recordingSigner(key.signerKey);
  const stranger = parseSignerKey(generateLogKey('github.com/acme/app').signerKey);

  const grown = growLedger(signer, 300);
  const otherEntries = sampleRecords(44, 'evil').map(({ receipt }) => entryOf(receipt));

  async function planted(
    plant: (files: ReadonlyMap<string, Uint8Array>) => Record<string, Uint8Array | string>,
  ): Promise<MemoryStore> {
    const store = memoryStore(await grown);
    const { head, files } = store.history().at(-1)!;
    const additions = new Map(
      Object.entries(plant(files)).map(([path, content]) => [
        path,
        typeof content === 'string' ? utf8(content) : content,
      ]),
    );
    await store.commit(head, { message: 'planted', additions, deletions: [] });
    return store;
  }

  const base = (files: ReadonlyMap<string, Uint8Array>): Checkpoint =>
    parseCheckpoint(fromUtf8(files.get('checkpoint')!).split('\n\n')[0]! + '\n');

  it.each([
    [
      'an admission by another key',
      (files: ReadonlyMap<string, Uint8Array>) => ({
        admission: signAdmission(base(files), [entryOf(sampleRecord('evil').receipt)], stranger),
      }),
    ],
    [
      'an admission of this key that another base had',
      (files: ReadonlyMap<string, Uint8Array>) => ({
        admission: signAdmission(
          { ...base(files), size: 299 },
          [entryOf(sampleRecord('evil').receipt)],
          parseSignerKey(key.signerKey),
        ),
      }),
    ],
    [
      'an admission with an entry added',
      (files: ReadonlyMap<string, Uint8Array>) => ({
        admission: signAdmission(
          base(files),
          [entryOf(sampleRecord('a').receipt)],
          parseSignerKey(key.signerKey),
        ).replace('\n\n', `\n${fromUtf8(entryOf(sampleRecord('evil').receipt))}\n\n`),
      }),
    ],
    ['an admission that is not text', () => ({ admission: Uint8Array.of(255, 254, 0) })],
    [
      'a state with an entry replaced',
      (files: ReadonlyMap<string, Uint8Array>) => {
        const state = JSON.parse(fromUtf8(files.get('state.json')!)) as { entries: string[] };
        state.entries[3] = fromUtf8(entryOf(sampleRecord('evil').receipt));
        return { 'state.json': JSON.stringify(state) };
      },
    ],
    [
      'a state of one entry more',
      (files: ReadonlyMap<string, Uint8Array>) => {
        const state = JSON.parse(fromUtf8(files.get('state.json')!)) as { entries: string[]; size: number };
        state.entries.push(fromUtf8(entryOf(sampleRecord('evil').receipt)));
        state.size += 1;
        return { 'state.json': JSON.stringify(state) };
      },
    ],
    ['a receipt where the next one will be', () => ({ 'receipts/001/300.json': '{"evil":true}' })],
    ['an index that says the record is there', () => ({ [operationPath('mine')]: '7\n' })],
    ['an index into the partial tile', () => ({ [operationPath('mine')]: '299\n' })],
    ['an index beyond the log', () => ({ [operationPath('mine')]: '300\n4000\n' })],
    ['an index that is no index', () => ({ [operationPath('mine')]: Uint8Array.of(0, 255) })],
    [
      'an index and a bundle that has the record',
      (files: ReadonlyMap<string, Uint8Array>) => {
        const entry = entryOf(sampleRecord('mine').receipt);
        const bundle = files.get('tile/entries/000')!;
        const rest = bundle.subarray(2 + new DataView(bundle.buffer, bundle.byteOffset).getUint16(0));
        const length = Uint8Array.of(entry.length >> 8, entry.length & 255);
        return {
          [operationPath('mine')]: '0\n',
          'tile/entries/000': Uint8Array.from([...length, ...entry, ...rest]),
        };
      },
    ],
  ])('is never signed and suppresses no record: %s', async (_, plant) => {
    const store = await planted(plant);
    const [record] = await appendRecords(store, signer, [sampleRecord('mine')], { random: () => 0 });
    expect(record).toMatchObject({ index: 300, size: 301, alreadyRecorded: false });
    const files = store.history().at(-1)!.files;
    const signed = base(files);
    const leaves = [...sampleRecords(300), sampleRecord('mine')].map(({ receipt }) =>
      leafHash(entryOf(receipt)),
    );
    expect(toHex(signed.root)).toBe(toHex(treeHash(leaves)));
    expect(files.has('admission')).toBe(false);
    expectNoTwoRoots(checkpoints());
  });

  it('does not keep a tile from filling, whatever the name of a file beside its partial ones', async () => {
    const store = memoryStore(await growLedger(signer, 255));
    const odd = ['a b', '-x', 'README'];
    const listing: LedgerStore = {
      ...store,
      list: async (...args) =>
        new Map([...(await store.list(...args))].map(([folder, names]) => [folder, [...names, ...odd]])),
    };
    const [record] = await appendRecords(listing, signer, [sampleRecord('mine')], { random: () => 0 });
    expect(record).toMatchObject({ index: 255, size: 256 });
    expect(store.history().at(-1)!.files.has('tile/0/000.p/255')).toBe(false);
  });

  it.each([
    ['zeros for hashes', () => ({ 'tile/0/001.p/44': new Uint8Array(44 * 32) })],
    ['zeros for the hash of a full tile', () => ({ 'tile/1/000.p/1': new Uint8Array(32) })],
    ['other entries', () => ({ 'tile/entries/001.p/44': formatBundle(otherEntries) })],
    [
      'other entries and their hashes',
      () => ({
        'tile/entries/001.p/44': formatBundle(otherEntries),
        'tile/0/001.p/44': formatTile(otherEntries.map(leafHash)),
      }),
    ],
  ])(
    'is refused with the name of the rule when the state is destroyed and the tiles have %s',
    async (_, tiles) => {
      const signed = checkpoints().length;
      const store = await planted(() => ({ 'state.json': '{}', ...tiles() }));
      await expect(
        appendRecords(store, signer, [sampleRecord('mine')], { random: () => 0 }),
      ).rejects.toMatchObject({ code: 'verification-failed', message: expect.stringContaining('size 300') });
      expect(checkpoints()).toHaveLength(signed);
    },
  );
});
