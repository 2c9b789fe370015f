import { describe, expect, it } from '@jest/globals';
import { fromUtf8, utf8 } from '../../../../../core/common/bytes.ts';
import {
  appendRecords,
  emptyLedger,
  generateLogKey,
  type LedgerStore,
  leafHash,
  memoryStore,
  type NewRecord,
  openNote,
  parseCheckpoint,
  parsePolicy,
  parseSignerKey,
  verifyTlogProof,
} from '../../../../../core/remembrancer/ledger/index.ts';
import { digestPath } from '../../../../../core/remembrancer/ledger/branch/branch-paths.ts';
import { treeHash } from '../../../../../core/remembrancer/ledger/merkle/tree-hash.ts';
import { receiptBytes } from '../../../../../core/remembrancer/receipt/index.ts';
import { sampleRecord, sampleRecords } from '../sample-records.ts';

const key = generateLogKey('github.com/acme/app');
const signer = parseSignerKey(key.signerKey);
const policy = parsePolicy(`log ${key.verifierKey}\nquorum none\n`);
const options = { random: () => 0 };

/** A store that counts its requests. */
function counting(store: LedgerStore): LedgerStore & { requests: string[] } {
  const requests: string[] = [];
  return {
    requests,
    read: (...args) => (requests.push('read'), store.read(...args)),
    list: (...args) => (requests.push('list'), store.list(...args)),
    commit: (...args) => (requests.push('commit'), store.commit(...args)),
    close: () => store.close(),
  };
}

const filesOf = (store: ReturnType<typeof memoryStore>): ReadonlyMap<string, Uint8Array> =>
  store.history().at(-1)!.files;

describe('appending', () => {
  it('gives the index, the exact receipt and a proof that an outsider can check', async () => {
    const store = memoryStore(emptyLedger(signer));
    const record = sampleRecord('release:v1.0.0');
    const [first] = await appendRecords(store, signer, [record], options);
    const [second] = await appendRecords(store, signer, [sampleRecord('release:v1.0.1')], options);
    expect([first?.index, first?.size, second?.index, second?.size]).toEqual([0, 1, 1, 2]);
    expect(JSON.parse(fromUtf8(first!.receipt))).toEqual(record.receipt);
    expect(filesOf(store).get(first!.receiptPath)).toEqual(first!.receipt);
    for (const appended of [first!, second!]) {
      const { index, checkpoint } = verifyTlogProof(appended.tlogProof, appended.entry, policy);
      expect([index, checkpoint.size]).toEqual([appended.index, appended.size]);
    }
    expect(() => verifyTlogProof(second!.tlogProof, first!.entry, policy)).toThrow('does not lead');
  });

  it('leaves the branch as the design lays it out, with evidence and indices', async () => {
    const store = memoryStore(emptyLedger(signer));
    await appendRecords(store, signer, [sampleRecord('release:v1.0.0')], options);
    const paths = [...filesOf(store).keys()].map((path) => path.replace(/[0-9a-f]{64}$/u, '<sha256>'));
    expect(paths.map((path) => path.replace(/(by-\w+)\/..\/..\//u, '$1/ab/cd/')).toSorted()).toEqual([
      'README.md',
      'badge.svg',
      'badge/entries.json',
      'badge/release.json',
      'by-digest/ab/cd/<sha256>',
      'by-op/ab/cd/<sha256>',
      'checkpoint',
      'evidence/000/0/openpgp-1.asc',
      'evidence/000/0/rfc3161-1.tsr',
      'feed.atom',
      'policy',
      'receipts/000/0.json',
      'receipts/README.md',
      'state.json',
      'tile/0/000.p/1',
      'tile/entries/000.p/1',
      'vkey',
    ]);
    expect(fromUtf8(filesOf(store).get('README.md')!)).toContain(
      '| [0](receipts/000/0.json) | 2026-11-20T09:30:00Z | release | release:v1.0.0 |',
    );
  });

  it('takes one read and two commits, also in a log of many entries', async () => {
    const store = memoryStore(emptyLedger(signer));
    await appendRecords(store, signer, sampleRecords(200), options);
    await appendRecords(store, signer, sampleRecords(100, 'more'), options);
    const counted = counting(store);
    await appendRecords(counted, signer, [sampleRecord('release:last')], options);
    expect(counted.requests).toEqual(['read', 'commit', 'commit']);
  });

  it('takes four requests when a tile fills, and deletes the partial tiles in the commit that has the full one', async () => {
    const store = memoryStore(emptyLedger(signer));
    await appendRecords(store, signer, sampleRecords(253), options);
    await appendRecords(store, signer, sampleRecords(1, 'a'), options);
    await appendRecords(store, signer, sampleRecords(1, 'b'), options);
    const tilesOf = () => [...filesOf(store).keys()].filter((path) => path.startsWith('tile/')).toSorted();
    expect(tilesOf()).toEqual(
      ['253', '254', '255']
        .flatMap((w) => [`tile/0/000.p/${w}`])
        .concat(['253', '254', '255'].map((w) => `tile/entries/000.p/${w}`)),
    );
    const counted = counting(store);
    await appendRecords(counted, signer, sampleRecords(1, 'c'), options);
    expect(counted.requests).toEqual(['read', 'commit', 'list', 'commit']);
    expect(tilesOf()).toEqual(['tile/0/000', 'tile/1/000.p/1', 'tile/entries/000']);
  });

  it('gives the same root for one batch as for single appends', async () => {
    const [single, batch] = [memoryStore(emptyLedger(signer)), memoryStore(emptyLedger(signer))];
    const records = sampleRecords(40);
    for (const record of records) await appendRecords(single, signer, [record], options);
    const appended = await appendRecords(batch, signer, records, options);
    expect(filesOf(single).get('checkpoint')).toEqual(filesOf(batch).get('checkpoint'));
    const { root } = parseCheckpoint(openNote(appended[0]!.checkpoint, policy.logs).text);
    expect(root).toEqual(treeHash(appended.map(({ entry }) => leafHash(entry))));
  });

  it('does not read state.json when it does not belong to the signed root, and goes on from the tiles', async () => {
    const store = memoryStore(emptyLedger(signer));
    const [before] = await appendRecords(store, signer, sampleRecords(3), options);
    const planted = JSON.parse(fromUtf8(filesOf(store).get('state.json')!)) as { entries: string[] };
    planted.entries[1] = planted.entries[0]!;
    await store.commit(store.history().at(-1)!.head, {
      message: 'planted',
      additions: new Map([['state.json', utf8(JSON.stringify(planted))]]),
      deletions: [],
    });
    const [after] = await appendRecords(store, signer, [sampleRecord('next')], options);
    expect([before?.size, after?.size]).toEqual([3, 4]);
    expect(verifyTlogProof(after!.tlogProof, after!.entry, policy).index).toBe(3);
  });

  it('indexes an artifact under every record of it, in one append and over several', async () => {
    const store = memoryStore(emptyLedger(signer));
    const { subjects } = sampleRecord('a').receipt;
    const ofSame = (id: string): NewRecord => {
      const record = sampleRecord(id);
      return { ...record, receipt: { ...record.receipt, subjects } };
    };
    const indices = (): string => fromUtf8(filesOf(store).get(digestPath(subjects[0]!.sha256))!);
    await appendRecords(store, signer, [ofSame('a'), sampleRecord('x'), ofSame('b')], options);
    expect(indices()).toBe('0\n2\n');
    await appendRecords(store, signer, [ofSame('c')], options);
    expect(indices()).toBe('0\n2\n3\n');
  });

  it('says how to make a ledger when there is none', async () => {
    await expect(appendRecords(memoryStore(), signer, [sampleRecord('x')], options)).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('vaultmesh ledger init'),
    });
  });

  it('refuses a key that is not the key of this ledger', async () => {
    const store = memoryStore(emptyLedger(signer));
    const other = parseSignerKey(generateLogKey('github.com/acme/app').signerKey);
    await expect(appendRecords(store, other, [sampleRecord('x')], options)).rejects.toThrow(
      'The log key signs for',
    );
    expect(store.history()).toHaveLength(1);
  });

  it.each([
    ['evidence that the receipt does not name', { evidence: [] }, 'names openpgp-1.asc, which was not given'],
    ['people without a commitment', { people: utf8('{}') }, "people's side file"],
  ])('refuses %s before anything is written', async (_, change, message) => {
    const store = memoryStore(emptyLedger(signer));
    await expect(
      appendRecords(store, signer, [{ ...sampleRecord('x'), ...change }], options),
    ).rejects.toThrow(message);
    expect(store.history()).toHaveLength(1);
  });
});

describe('an operation that is in the log', () => {
  it.each([0, 100, 255, 256, 299])(
    'at index %i is not appended again, and is answered with its first receipt',
    async (index) => {
      const store = memoryStore(emptyLedger(signer));
      const records = sampleRecords(300);
      await appendRecords(store, signer, records.slice(0, 150), options);
      await appendRecords(store, signer, records.slice(150), options);
      const commits = store.history().length;
      const again = sampleRecord(records[index]!.receipt.id, 'said otherwise');
      const [answer] = await appendRecords(store, signer, [again], options);
      expect(answer).toMatchObject({ index, alreadyRecorded: true, size: 300 });
      expect(JSON.parse(fromUtf8(answer!.receipt))).toEqual(records[index]!.receipt);
      expect(verifyTlogProof(answer!.tlogProof, answer!.entry, policy).index).toBe(index);
      expect(store.history()).toHaveLength(commits);
    },
  );

  it('is not answered with a receipt that somebody put in the place of its own', async () => {
    const store = memoryStore(emptyLedger(signer));
    const [first] = await appendRecords(store, signer, [sampleRecord('a')], options);
    await store.commit(store.history().at(-1)!.head, {
      message: 'planted',
      additions: new Map([[first!.receiptPath, receiptBytes(sampleRecord('a', 'evil').receipt)]]),
      deletions: [],
    });
    await expect(appendRecords(store, signer, [sampleRecord('a', 'again')], options)).rejects.toThrow(
      'receipts/000/0.json is not the receipt that entry 0 commits to',
    );
  });

  it('is told apart from the new ones of the same call', async () => {
    const store = memoryStore(emptyLedger(signer));
    await appendRecords(store, signer, [sampleRecord('a')], options);
    const answers = await appendRecords(store, signer, [sampleRecord('b'), sampleRecord('a')], options);
    expect(answers.map(({ index, alreadyRecorded }) => [index, alreadyRecorded])).toEqual([
      [1, false],
      [0, true],
    ]);
  });

  it('cannot be given twice in one call', async () => {
    const store = memoryStore(emptyLedger(signer));
    await expect(
      appendRecords(store, signer, [sampleRecord('a'), sampleRecord('a')], options),
    ).rejects.toThrow('twice');
  });
});
