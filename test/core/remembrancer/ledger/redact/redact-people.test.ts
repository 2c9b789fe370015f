import { describe, expect, it } from '@jest/globals';

import { fromUtf8, sha256Hex, utf8 } from '../../../../../core/common/bytes.ts';
import {
  appendRecords,
  emptyLedger,
  generateLogKey,
  type MemoryStore,
  memoryStore,
  type NewRecord,
  parsePolicy,
  parseSignerKey,
  redactPeople,
  verifyTlogProof,
} from '../../../../../core/remembrancer/ledger/index.ts';
import {
  checkPeople,
  makeReceipt,
  type PeopleVerdict,
  sealPeople,
} from '../../../../../core/remembrancer/receipt/index.ts';
import { readLedger } from '../read-ledger.ts';
import { sampleRecord } from '../sample-records.ts';

const signer = parseSignerKey(generateLogKey('github.com/acme/app').signerKey);
const random = (): number => 0;

function recordByAda(): NewRecord {
  const people = sealPeople([{ role: 'author', login: 'ada' }], new Uint8Array(16).fill(7));
  const { receipt } = sampleRecord('release:1');
  const named = makeReceipt({ ...receipt, time: new Date(receipt.time), evidence: [], people });
  return { receipt: named, evidence: [], people };
}

async function ledgerWithAda(): Promise<{ store: MemoryStore; proof: string; entry: Uint8Array }> {
  const store = memoryStore(emptyLedger(signer));
  await appendRecords(store, signer, [sampleRecord('release:0')], { random });
  const [appended] = await appendRecords(store, signer, [recordByAda()], { random });
  return { store, proof: appended!.tlogProof, entry: appended!.entry };
}

async function verdictOf(store: MemoryStore, index: number): Promise<PeopleVerdict> {
  const { entries } = await readLedger(store);
  const { files } = await store.read([`people/000/${index}.json`]);
  return checkPeople(entries[index]!.receipt, files.get(`people/000/${index}.json`));
}

describe('removing the names of people', () => {
  it('makes their verdict redacted and leaves the record, its proof and the checkpoint as they were', async () => {
    const { store, proof, entry } = await ledgerWithAda();
    const before = await readLedger(store);
    expect(await verdictOf(store, 1)).toEqual({
      status: 'valid',
      people: [{ role: 'author', login: 'ada' }],
    });

    expect(await redactPeople(store, [1], { random })).toEqual({ removed: [1], alreadyGone: [] });

    expect(await verdictOf(store, 1)).toEqual({ status: 'redacted' });
    const after = await readLedger(store);
    expect([after.note, after.entries]).toEqual([before.note, before.entries]);
    const policy = parsePolicy(`log ${signer.verifierKey}\nquorum none\n`);
    expect(verifyTlogProof(proof, entry, policy).index).toBe(1);
    const tree = store.history().at(-1)!.files;
    for (const content of tree.values())
      expect(fromUtf8(content.filter((byte) => byte < 128))).not.toContain('ada');
  });

  it('is done once, and the log goes on after it', async () => {
    const { store } = await ledgerWithAda();
    await redactPeople(store, [1], { random });
    expect(await redactPeople(store, [1, 1], { random })).toEqual({ removed: [], alreadyGone: [1] });
    const [again] = await appendRecords(store, signer, [recordByAda()], { random });
    expect(again).toMatchObject({ index: 1, alreadyRecorded: true });
    await appendRecords(store, signer, [sampleRecord('release:2')], { random });
    expect(await verdictOf(store, 1)).toEqual({ status: 'redacted' });
  });

  it('says so when there is nobody to remove', async () => {
    const { store } = await ledgerWithAda();
    await expect(redactPeople(store, [0], { random })).rejects.toMatchObject({ code: 'not-found' });
    await expect(redactPeople(store, [2], { random })).rejects.toThrow('has no entry 2; it has 2');
    expect(await verdictOf(store, 0)).toEqual({ status: 'absent' });
  });

  it('starts again when the branch moves meanwhile', async () => {
    const { store } = await ledgerWithAda();
    let moves = 2;
    const moving = {
      ...store,
      commit: async (...args: Parameters<MemoryStore['commit']>) => {
        if (moves > 0) {
          moves -= 1;
          await appendRecords(store, signer, [sampleRecord(`release:x${moves}`)], { random });
        }
        return store.commit(...args);
      },
    };
    expect(await redactPeople(moving, [1], { random })).toMatchObject({ removed: [1] });
    expect((await readLedger(store)).checkpoint.size).toBe(4);
  });

  it('gives up when the branch always moves', async () => {
    const { store } = await ledgerWithAda();
    const lost = { ...store, commit: () => Promise.resolve(undefined) };
    await expect(redactPeople(lost, [1], { random, attempts: 2 })).rejects.toMatchObject({
      code: 'conflict',
    });
  });
});

describe('a side file that was put in the place of another', () => {
  it('is invalid, which a removed one never is', () => {
    const { receipt, people } = recordByAda();
    const other = sealPeople([{ role: 'author', login: 'eve' }], new Uint8Array(16).fill(7));
    expect(checkPeople(receipt, other)).toEqual({ status: 'invalid' });
    expect(checkPeople(sampleRecord('release:0').receipt, people)).toEqual({ status: 'invalid' });
    const garbage = utf8('{"people":"ada"}');
    const committed = { ...receipt, people: { sha256: sha256Hex(garbage) } };
    expect(checkPeople(committed, garbage)).toEqual({ status: 'invalid' });
  });
});
