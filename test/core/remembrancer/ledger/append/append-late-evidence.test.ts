import { beforeEach, describe, expect, it } from '@jest/globals';

import { utf8 } from '../../../../../core/common/bytes.ts';
import {
  appendLateEvidence,
  appendRecords,
  emptyLedger,
  findLateEvidence,
  generateLogKey,
  memoryStore,
  type MemoryStore,
  type NewRecord,
  parseSignerKey,
  readEntry,
  readHead,
} from '../../../../../core/remembrancer/ledger/index.ts';
import { type EvidenceFile, makeReceipt } from '../../../../../core/remembrancer/receipt/index.ts';
import { sampleRecord } from '../sample-records.ts';

const signer = parseSignerKey(generateLogKey('github.com/acme/app').signerKey);
const clock = (): Date => new Date('2026-11-21T09:30:00Z');
const options = { clock, random: () => 0 };
const token: EvidenceFile = { layer: 'rfc3161', n: 1, subject: 'app.tar.gz', content: utf8('a token') };

const incident: NewRecord = {
  receipt: makeReceipt({
    id: 'incident:1',
    kind: 'incident',
    component: 'app',
    version: 'v1.0.0',
    time: clock(),
    subjects: [],
    evidence: [],
    missing: [],
  }),
  evidence: [],
};

let store: MemoryStore;
beforeEach(async () => {
  store = memoryStore(emptyLedger(signer));
  await appendRecords(
    store,
    signer,
    [sampleRecord('release:0'), incident, sampleRecord('release:1')],
    options,
  );
});

async function lateEvidenceOf(index: number): Promise<number[]> {
  const ledger = await readHead(store);
  const later = await findLateEvidence(store, ledger, await readEntry(store, ledger, index));
  return later.map((entry) => entry.index);
}

describe('evidence that came late', () => {
  it('stands in the folder of its own entry, is found from the first, and is appended once', async () => {
    const before = store.history().at(-1)!.files;
    expect(await appendLateEvidence(store, signer, 0, [token], options)).toMatchObject({ index: 3 });
    const second = { ...token, content: utf8('another token') };
    expect(await appendLateEvidence(store, signer, 0, [second], options)).toMatchObject({ index: 4 });
    const later = { ...options, clock: () => new Date('2026-12-01T00:00:00Z') };
    expect(await appendLateEvidence(store, signer, 0, [token], later)).toMatchObject({
      index: 3,
      alreadyRecorded: true,
    });
    const { files } = store.history().at(-1)!;
    expect(files.get('evidence/000/3/rfc3161-1.tsr')).toEqual(token.content);
    for (const path of [...before.keys()].filter((name) => /^(receipts|evidence)\//u.test(name))) {
      expect(files.get(path)).toEqual(before.get(path));
    }
    expect(await lateEvidenceOf(0)).toEqual([3, 4]);
    expect(await lateEvidenceOf(2)).toEqual([]);
  });

  it('is found for a record without artifacts too, which no index leads to', async () => {
    const key: EvidenceFile = { layer: 'openpgp-key', n: 1, content: utf8('a key') };
    await appendLateEvidence(store, signer, 1, [key], options);
    await appendRecords(store, signer, [sampleRecord('release:2')], options);
    expect(await lateEvidenceOf(1)).toEqual([3]);
    expect(await lateEvidenceOf(0)).toEqual([]);
  });

  it.each<[string, number, EvidenceFile[], string]>([
    ['no evidence', 0, [], 'There is no evidence to append'],
    ['evidence of another artifact', 0, [{ ...token, subject: 'other' }], 'which is no subject'],
    ['an entry that is not there', 9, [token], 'has 4 entries; there is no entry 9'],
    ['evidence for evidence', 3, [token], 'Entry 3 is evidence that came late'],
  ])('refuses %s, and writes nothing', async (_, index, evidence, message) => {
    await appendLateEvidence(store, signer, 0, [{ ...token, content: utf8('first') }], options);
    const commits = store.history().length;
    await expect(appendLateEvidence(store, signer, index, evidence, options)).rejects.toThrow(message);
    expect(store.history()).toHaveLength(commits);
  });
});
