import { expect, it } from '@jest/globals';
import { fromUtf8, utf8 } from '../../../../../core/common/bytes.ts';
import {
  appendRecords,
  generateLogKey,
  initLedger,
  type LedgerStore,
  parseSignerKey,
} from '../../../../../core/remembrancer/ledger/index.ts';
import { readLedger } from '../read-ledger.ts';
import { sampleRecord, sampleRecords } from '../sample-records.ts';

const BINARY = Uint8Array.of(0, 255, 10, 0, 128);
const signer = parseSignerKey(generateLogKey('git.example/acme/app').signerKey);
const options = { random: () => 0 };

const files = (content: Record<string, string | Uint8Array>): Map<string, Uint8Array> =>
  new Map(
    Object.entries(content).map(([path, value]) => [path, typeof value === 'string' ? utf8(value) : value]),
  );

/** What every ledger store must do. `open` gives another store on the same, at first empty, repository. */
export function testStore(open: () => LedgerStore): void {
  let head: string;

  it('says that there is no branch', async () => {
    expect(await open().read(['checkpoint'])).toEqual({ head: undefined, files: new Map() });
  });

  it('makes the branch once', async () => {
    const change = {
      message: 'begin',
      additions: files({ 'a.txt': 'a\n', 'b.txt': 'é — ü' }),
      deletions: [],
    };
    head = (await open().commit(undefined, change))!;
    expect(head).toMatch(/^[0-9a-f]{40}$/u);
    expect(await open().commit(undefined, change)).toBeUndefined();
    expect((await open().read([])).head).toBe(head);
  });

  it('adds, replaces and deletes files in one commit, text and binary', async () => {
    const store = open();
    const next = await store.commit(head, {
      message: 'change',
      additions: files({ 'x/y/1': BINARY, 'x/y/2': '2', 'a.txt': 'A' }),
      deletions: ['b.txt'],
    });
    const now = await open().read(['a.txt', 'b.txt', 'x/y/1', 'x/y', 'none']);
    expect(now).toEqual({ head: next, files: files({ 'a.txt': 'A', 'x/y/1': BINARY }) });
    head = next!;
  });

  it('lists the files of folders', async () => {
    expect(await open().list(['x/y', 'x'], head)).toEqual(
      new Map([
        ['x/y', ['1', '2']],
        ['x', []],
      ]),
    );
  });

  it('reads an earlier commit, and leaves the branch alone when the head is another than expected', async () => {
    const [one, other] = [open(), open()];
    await Promise.all([one.read([]), other.read([])]);
    const next = await one.commit(head, { message: 'one', additions: files({ c: '1' }), deletions: [] });
    expect(
      await other.commit(head, { message: 'other', additions: files({ c: '2' }), deletions: [] }),
    ).toBeUndefined();
    const now = await other.read(['c']);
    expect([now.head, fromUtf8(now.files.get('c')!)]).toEqual([next, '1']);
    expect((await one.read(['c'], head)).files.size).toBe(0);
    head = next!;
  });

  it.each(['../x', '/x', 'x//y', 'x/../y', '.git/config', 'a b', 'a\nb', ''])(
    'refuses the path %j',
    async (path) => {
      const change = { message: 'm', additions: files({ [path]: '' }), deletions: [] };
      await expect(open().commit(head, change)).rejects.toMatchObject({ code: 'usage' });
      await expect(open().read([path])).rejects.toMatchObject({ code: 'usage' });
    },
  );
}

/** A whole ledger on a store: begun, appended to over a full tile, read back. `open` gives stores on an empty repository. */
export function testLedger(open: () => LedgerStore): void {
  it('holds a ledger that is begun, grows over a full tile, and is read back whole', async () => {
    await initLedger(open(), signer);
    await expect(initLedger(open(), signer)).rejects.toMatchObject({ code: 'conflict' });
    await appendRecords(open(), signer, sampleRecords(255), options);
    const [filled] = await appendRecords(open(), signer, [sampleRecord('fills')], options);
    const [after] = await appendRecords(open(), signer, [sampleRecord('after')], options);
    expect([filled?.index, after?.index]).toEqual([255, 256]);
    const ledger = await readLedger(open(), { verifierKey: signer.verifierKey });
    expect(ledger.checkpoint.size).toBe(257);
    expect(ledger.entries.map(({ receipt }) => receipt.id).slice(-3)).toEqual([
      'release:254',
      'fills',
      'after',
    ]);
    expect((await open().list(['tile/0/000.p', 'tile/entries'], ledger.head)).get('tile/0/000.p')).toEqual(
      [],
    );
  });

  it('finds an operation of an old tile again', async () => {
    const [again] = await appendRecords(open(), signer, [sampleRecord('release:7')], options);
    expect(again).toMatchObject({ index: 7, size: 257, alreadyRecorded: true });
  });

  it('takes racing writers, each record once', async () => {
    const writers = Array.from({ length: 4 }, (_, i) =>
      appendRecords(open(), signer, [sampleRecord(`race:${i}`)], options),
    );
    const indices = (await Promise.all(writers)).map(([record]) => record?.index);
    expect(indices.toSorted()).toEqual([257, 258, 259, 260]);
    const ledger = await readLedger(open(), { verifierKey: signer.verifierKey });
    expect(ledger.entries.filter(({ receipt }) => receipt.id.startsWith('race:'))).toHaveLength(4);
  });
}
