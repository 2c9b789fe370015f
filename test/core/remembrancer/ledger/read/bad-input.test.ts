import { describe, expect, it } from '@jest/globals';

import { concatBytes, fromUtf8, sha256Hex, utf8 } from '../../../../../core/common/bytes.ts';
import { canonicalJsonBytes } from '../../../../../core/common/canonical-json.ts';
import {
  appendRecords,
  emptyLedger,
  findEntries,
  formatCheckpoint,
  generateLogKey,
  leafHash,
  memoryStore,
  parseSignerKey,
  proveConsistency,
  readEntry,
  readHead,
  signNote,
} from '../../../../../core/remembrancer/ledger/index.ts';
import { fsck, memorySource } from '../../../../../core/remembrancer/ledger/fsck/index.ts';
import { digestPath } from '../../../../../core/remembrancer/ledger/branch/branch-paths.ts';
import { formatBundle } from '../../../../../core/remembrancer/ledger/tile/entry-bundle.ts';
import { entryOf, receiptBytes } from '../../../../../core/remembrancer/receipt/index.ts';
import { readLedger } from '../read-ledger.ts';
import { sampleRecord, sampleRecords } from '../sample-records.ts';

const signer = parseSignerKey(generateLogKey('github.com/acme/app').signerKey);

/** The files of a ledger of three entries. */
async function files(): Promise<Map<string, Uint8Array>> {
  const store = memoryStore(emptyLedger(signer));
  await appendRecords(store, signer, sampleRecords(3), { random: () => 0 });
  return new Map(store.history().at(-1)?.files);
}

/** A ledger whose one entry, and receipt, are these bytes, signed by its key. */
function ledgerOf(entry: Uint8Array, receipt: Uint8Array): Map<string, Uint8Array> {
  const root = leafHash(entry);
  const checkpoint = formatCheckpoint({ origin: signer.name, size: 1, root });
  return emptyLedger(signer)
    .set('checkpoint', utf8(signNote(checkpoint, signer)))
    .set('tile/entries/000.p/1', formatBundle([entry]))
    .set('tile/0/000.p/1', root)
    .set('receipts/000/0.json', receipt);
}

/** What goes wrong when a ledger is read in every way that there is, each once. */
async function complaints(ledger: Map<string, Uint8Array>): Promise<string[]> {
  const store = memoryStore(ledger);
  const ways = [
    () => readLedger(store),
    async () => readEntry(store, await readHead(store), 0),
    async () => {
      const { head, checkpoint } = await readHead(store);
      return proveConsistency(store, head, Math.min(2, checkpoint.size), checkpoint);
    },
  ];
  const found = await Promise.all(
    ways.map((way) =>
      way().then(
        () => [],
        (error: unknown) => {
          expect(error).toMatchObject({ name: 'VaultMeshError', code: 'verification-failed' });
          return [(error as Error).message];
        },
      ),
    ),
  );
  return [...new Set(found.flat())];
}

const BUNDLE = 'tile/entries/000.p/3';
const TILE = 'tile/0/000.p/3';

describe('a bad file of the branch gives an error with its name and the rule', () => {
  it.each<[string, string, (content: Uint8Array) => Uint8Array, string]>([
    [
      'a truncated tile',
      TILE,
      (bytes) => bytes.subarray(0, -1),
      `${TILE} is not there or has not 3 hashes of 32 bytes`,
    ],
    [
      'a tile of the wrong width',
      TILE,
      (bytes) => bytes.subarray(32),
      `${TILE} is not there or has not 3 hashes of 32 bytes`,
    ],
    [
      'a truncated bundle',
      BUNDLE,
      (bytes) => bytes.subarray(0, -1),
      `${BUNDLE} is cut short in entry 3 of 3 (C2SP tlog-tiles)`,
    ],
    [
      'a bundle with an entry too few',
      BUNDLE,
      (bytes) => bytes.subarray(0, 2 + bytes[1]!),
      `${BUNDLE} has 1 entry and not 3 (C2SP tlog-tiles)`,
    ],
    [
      'a bundle with an entry too many',
      BUNDLE,
      (bytes) => concatBytes(bytes, Uint8Array.of(0, 0)),
      `${BUNDLE} has 2 bytes more than its 3 entries`,
    ],
    [
      'an entry that claims the largest size',
      BUNDLE,
      (bytes) => concatBytes(Uint8Array.of(0xff, 0xff), bytes),
      `${BUNDLE} is cut short in entry 1 of 3`,
    ],
    [
      'a checkpoint that was cut',
      'checkpoint',
      (bytes) => bytes.subarray(0, -1),
      'The file "checkpoint" of the ledger is not accepted. The signed note is malformed: its signature block does not end with a newline (C2SP signed-note)',
    ],
    [
      'a key with a changed name',
      'vkey',
      (bytes) => utf8(new TextDecoder().decode(bytes).replace('acme', 'evil')),
      'its key id does not belong to its key and name',
    ],
  ])('%s', async (_, path, change, message) => {
    const ledger = await files();
    ledger.set(path, change(ledger.get(path)!));
    if (path === 'vkey')
      await expect(readHead(memoryStore(ledger))).rejects.toThrow('The file "vkey" of the ledger');
    else expect(await complaints(ledger)).toContainEqual(expect.stringContaining(message));
    const { problems } = await fsck(memorySource(ledger), { verifierKey: signer.verifierKey });
    expect(problems.map(({ file }) => file)).toEqual([path]);
  });

  it('a checkpoint of another origin', async () => {
    const other = formatCheckpoint({ origin: 'github.com/acme/other', size: 0, root: new Uint8Array(32) });
    const store = memoryStore(emptyLedger(signer).set('checkpoint', utf8(signNote(other, signer))));
    await expect(readHead(store)).rejects.toThrow(
      'The file "checkpoint" of the ledger is not accepted. Its origin is "github.com/acme/other", and it is signed for "github.com/acme/app"',
    );
  });

  it('an entry that is none of ours, as long as an entry can be', async () => {
    const found = await complaints(ledgerOf(new Uint8Array(65_535), utf8('{}')));
    expect(found).toContainEqual(
      expect.stringContaining('Entry 0 in tile/entries/000.p/1 is not an entry: it is not JSON in UTF-8'),
    );
  });

  it('an entry with a member twice, which the holder of the log key signed so', async () => {
    const { receipt } = sampleRecord('release:0');
    const twice = utf8(fromUtf8(entryOf(receipt)).replace('{', '{"id":"x",'));
    expect(await complaints(ledgerOf(twice, receiptBytes(receipt)))).toEqual([
      'Entry 0 in tile/entries/000.p/1 is not an entry: it is not in canonical form (RFC 8785).',
    ]);
  });

  it('a bundle with an entry of more bytes than an entry can have', async () => {
    const ledger = await files();
    const long = concatBytes(Uint8Array.of(0xff, 0xff), new Uint8Array(65_536));
    ledger.set(BUNDLE, concatBytes(ledger.get(BUNDLE)!.subarray(0, 2 + ledger.get(BUNDLE)![1]!), long));
    expect(await complaints(ledger)).toEqual([
      expect.stringContaining(`${BUNDLE} is cut short in entry 3 of 3 (C2SP tlog-tiles)`),
    ]);
  });

  it.each<[string, (receipt: string) => string]>([
    ['with spaces', (text) => JSON.stringify(JSON.parse(text), null, 1)],
    ['with a member twice', (text) => text.replace('{', '{"component":"x",')],
    ['with its members in another order', (text) => text.replace(/^\{(.*),"v":1,/u, '{"v":1,$1,')],
  ])('a receipt %s, which the holder of the log key signed so', async (_, change) => {
    const { receipt } = sampleRecord('release:0');
    const bytes = utf8(change(new TextDecoder().decode(receiptBytes(receipt))));
    const { id, kind, time: t } = receipt;
    const entry = canonicalJsonBytes({ id, kind, receipt: sha256Hex(bytes), t, v: 1 });
    expect(await complaints(ledgerOf(entry, bytes))).toEqual([
      'receipts/000/0.json is not a receipt: it is not in canonical form (RFC 8785).',
    ]);
  });
});

it('an entry that is too long is never written', () => {
  expect(() => formatBundle([new Uint8Array(65_536)])).toThrow(
    'An entry has 65536 bytes; the most is 65535.',
  );
});

describe('finding all entries of an artifact', () => {
  it('takes the whole log when an index file has lost a line', async () => {
    const release = sampleRecord('release:twice');
    const again = { ...release, receipt: { ...release.receipt, id: 'deployment:twice' } };
    const store = memoryStore(emptyLedger(signer));
    await appendRecords(store, signer, [release, again], { random: () => 0 });
    const digest = release.receipt.subjects[0]!.sha256;
    const lost = new Map([[digestPath(digest), utf8('0\n')]]);
    const { head } = store.history().at(-1)!;
    await store.commit(head, { message: 'someone', additions: lost, deletions: [] });
    const found = async (options = {}): Promise<number[]> =>
      (await findEntries(store, await readHead(store), digest, options)).map(({ index }) => index);
    expect(await found()).toEqual([0]);
    expect(await found({ all: true })).toEqual([0, 1]);
  });
});

describe('finding an entry', () => {
  it('by operation or artifact does not depend on index files that somebody changed', async () => {
    const ledger = await files();
    const { receipt } = sampleRecord('release:1');
    const digest = receipt.subjects[0]!.sha256;
    const indices = [...ledger.keys()].filter((path) => path.startsWith('by-'));
    for (const content of [undefined, '0\n', '7\n', 'garbage']) {
      for (const path of indices) {
        if (content === undefined) ledger.delete(path);
        else ledger.set(path, utf8(content));
      }
      const store = memoryStore(ledger);
      const head = await readHead(store);
      for (const wanted of ['release:1', digest, '1']) {
        expect(await findEntries(store, head, wanted)).toMatchObject([
          { index: 1, receipt: { id: 'release:1' } },
        ]);
      }
      await expect(findEntries(store, head, 'release:9')).rejects.toMatchObject({ code: 'not-found' });
    }
  });
});
