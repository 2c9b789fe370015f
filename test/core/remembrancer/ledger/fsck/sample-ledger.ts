import { sha256Hex } from '../../../../../core/common/bytes.ts';
import {
  appendRecords,
  emptyLedger,
  generateLogKey,
  memoryStore,
  type MemoryStore,
  type NewRecord,
  parseSignerKey,
} from '../../../../../core/remembrancer/ledger/index.ts';
import { sealPeople } from '../../../../../core/remembrancer/receipt/index.ts';
import { sampleRecord, sampleRecords } from '../sample-records.ts';

export const logKey = generateLogKey('github.com/acme/app');
export const signer = parseSignerKey(logKey.signerKey);

/** A record with a side file of people. */
export function recordWithPeople(id: string): NewRecord {
  const { receipt, evidence } = sampleRecord(id);
  const people = sealPeople([{ role: 'author', login: 'ada' }], new Uint8Array(16));
  return { receipt: { ...receipt, people: { sha256: sha256Hex(people) } }, evidence, people };
}

/** A ledger after appends of `batches` records each, and one with a side file of people. */
export async function sampleLedger(...batches: number[]): Promise<MemoryStore> {
  const store = memoryStore(emptyLedger(signer));
  let made = 0;
  for (const batch of batches) {
    await appendRecords(store, signer, sampleRecords(made + batch).slice(made), { random: () => 0 });
    made += batch;
  }
  await appendRecords(store, signer, [recordWithPeople('people:1')], { random: () => 0 });
  return store;
}

/** The files at the head. */
export const filesOf = (store: MemoryStore): Map<string, Uint8Array> =>
  new Map(store.history().at(-1)?.files);
