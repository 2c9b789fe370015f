import { describe, expect, it } from '@jest/globals';
import { fromUtf8, utf8 } from '../../../../../core/common/bytes.ts';
import {
  appendRecords,
  emptyLedger,
  formatCheckpoint,
  generateLogKey,
  memoryStore,
  parseSignerKey,
  readLedger,
  signNote,
} from '../../../../../core/remembrancer/ledger/index.ts';
import {
  edgeFiles,
  edgeRoot,
  EMPTY_EDGE,
  extendEdge,
} from '../../../../../core/remembrancer/ledger/tile/right-edge.ts';
import { entryOf, receiptBytes } from '../../../../../core/remembrancer/receipt/index.ts';
import { sampleRecords } from '../sample-records.ts';

const key = generateLogKey('github.com/acme/app');
const signer = parseSignerKey(key.signerKey);

async function files(): Promise<Map<string, Uint8Array>> {
  const store = memoryStore(emptyLedger(signer));
  await appendRecords(store, signer, sampleRecords(3), { random: () => 0 });
  return new Map(store.history().at(-1)?.files);
}

describe('reading a ledger', () => {
  it('gives entries and receipts in order, the key and the policy', async () => {
    const ledger = await readLedger(memoryStore(await files()));
    expect(ledger.entries.map(({ index, entry, receipt }) => [index, entry.id, receipt.component])).toEqual([
      [0, 'release:0', 'app'],
      [1, 'release:1', 'app'],
      [2, 'release:2', 'app'],
    ]);
    expect(ledger.verifierKey).toBe(key.verifierKey);
    expect(ledger.policy).toBe(`log ${key.verifierKey}\nquorum none\n`);
  });

  it('of a new branch gives no entries', async () => {
    const ledger = await readLedger(memoryStore(emptyLedger(signer)));
    expect([ledger.checkpoint.size, ledger.entries]).toEqual([0, []]);
  });

  it.each([
    ['receipts/000/1.json', utf8('{}'), 'receipts/000/1.json is not the receipt that entry 1 commits to'],
    ['receipts/000/1.json', undefined, 'receipts/000/1.json is not the receipt'],
    ['tile/entries/000.p/3', undefined, 'tile/entries/000.p/3 is not there'],
    ['tile/entries/000.p/3', new Uint8Array(6), 'do not have the signed root at size 3'],
    ['checkpoint', utf8('x'), 'malformed'],
    ['checkpoint', Uint8Array.of(0xff), 'The file "checkpoint" is not text'],
    ['checkpoint', undefined, 'no file "checkpoint"'],
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
