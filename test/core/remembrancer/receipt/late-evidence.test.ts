import { expect, it } from '@jest/globals';

import { utf8 } from '../../../../core/common/bytes.ts';
import {
  appendRecords,
  emptyLedger,
  generateLogKey,
  memoryStore,
  parseSignerKey,
} from '../../../../core/remembrancer/ledger/index.ts';
import {
  type EvidenceFile,
  lateEvidenceFor,
  makeLateEvidence,
} from '../../../../core/remembrancer/receipt/index.ts';
import { readLedger } from '../ledger/read-ledger.ts';
import { sampleRecord } from '../ledger/sample-records.ts';

const signer = parseSignerKey(generateLogKey('github.com/acme/app').signerKey);
const evidence: EvidenceFile[] = [
  { layer: 'sigstore', n: 1, subject: 'app.tar.gz', content: utf8('a bundle that came later') },
];
const time = new Date('2026-11-21T09:30:00Z');

it('is an entry of its own that points to the first, which stays as it was', async () => {
  const store = memoryStore(emptyLedger(signer));
  const record = sampleRecord('release:0');
  await appendRecords(store, signer, [record, sampleRecord('release:1')], { random: () => 0 });
  const before = await readLedger(store);
  const late = { receipt: makeLateEvidence(record.receipt, evidence, time), evidence };
  await appendRecords(store, signer, [late], { random: () => 0 });
  const [again] = await appendRecords(store, signer, [late], { random: () => 0 });
  expect(again).toMatchObject({ index: 2, alreadyRecorded: true });
  const { entries } = await readLedger(store);
  expect(entries.slice(0, 2)).toEqual(before.entries);
  const receipts = entries.map(({ receipt }) => receipt);
  expect(lateEvidenceFor(receipts[0]!, receipts)).toEqual([receipts[2]]);
  expect(lateEvidenceFor(receipts[1]!, receipts)).toEqual([]);
});

it('cannot speak of an artifact that the record does not have', () => {
  const stray = evidence.map((file) => ({ ...file, subject: 'other.tar.gz' }));
  expect(() => makeLateEvidence(sampleRecord('release:0').receipt, stray, time)).toThrow(
    'which is no subject',
  );
});
