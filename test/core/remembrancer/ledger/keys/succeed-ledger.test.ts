import { describe, expect, it } from '@jest/globals';

import { sha256Hex } from '../../../../../core/common/bytes.ts';
import {
  appendRecords,
  emptyLedger,
  generateLogKey,
  type MemoryStore,
  memoryStore,
  parseSignerKey,
  predecessorOf,
  repositoryOfLog,
  succeedLedger,
  successorName,
} from '../../../../../core/remembrancer/ledger/index.ts';
import { readLedger } from '../read-ledger.ts';
import { sampleRecord } from '../sample-records.ts';

const lost = parseSignerKey(generateLogKey('github.com/acme/app').signerKey);
const next = parseSignerKey(generateLogKey('github.com/acme/app/2').signerKey);
const options = { random: () => 0, clock: () => new Date('2026-11-20T12:00:00Z') };

async function lostLedger(): Promise<MemoryStore> {
  const store = memoryStore(emptyLedger(lost));
  await appendRecords(store, lost, [sampleRecord('release:0'), sampleRecord('release:1')], options);
  return store;
}

describe('the log after one whose key was lost', () => {
  it('begins with the last checkpoint of the old one, which stays as it is', async () => {
    const old = await lostLedger();
    const commits = old.history().length;
    const store = memoryStore();
    await succeedLedger(old, store, next, options);
    await appendRecords(store, next, [sampleRecord('release:2')], options);
    const ledger = await readLedger(store, { verifierKey: next.verifierKey });
    expect(ledger.entries.map(({ entry }) => entry.kind)).toEqual(['key', 'release']);
    const last = old.history().at(-1)!;
    expect(predecessorOf(ledger.entries[0]!.receipt)).toEqual({
      verifierKey: lost.verifierKey,
      checkpointDigest: sha256Hex(last.files.get('checkpoint')!),
      commit: last.head,
    });
    expect(ledger.entries[0]!.receipt.context?.what).toContain(
      'github.com/acme/app, which ends with 2 entries',
    );
    expect(old.history()).toHaveLength(commits);
    expect(predecessorOf((await readLedger(old)).entries[0]!.receipt)).toBeUndefined();
  });

  it('is begun once, and never on top of another ledger', async () => {
    const old = await lostLedger();
    const store = memoryStore();
    await succeedLedger(old, store, next, options);
    expect(await succeedLedger(old, store, next, options)).toMatchObject({ index: 0, alreadyRecorded: true });
    expect((await readLedger(store)).checkpoint.size).toBe(1);
    const begun = memoryStore(emptyLedger(next));
    await appendRecords(begun, next, [sampleRecord('release:9')], options);
    await expect(succeedLedger(old, begun, next, options)).rejects.toMatchObject({ code: 'conflict' });
    await expect(succeedLedger(old, old, next, options)).rejects.toMatchObject({
      code: 'verification-failed',
    });
  });

  it('needs a name of its own and an old ledger that is whole', async () => {
    const old = await lostLedger();
    const same = parseSignerKey(generateLogKey('github.com/acme/app').signerKey);
    await expect(succeedLedger(old, memoryStore(), same, options)).rejects.toThrow(
      'is github.com/acme/app/2',
    );
    const damaged = new Map(old.history().at(-1)!.files);
    damaged.delete('receipts/000/1.json');
    await expect(succeedLedger(memoryStore(damaged), memoryStore(), next, options)).rejects.toMatchObject({
      code: 'verification-failed',
    });
    const stranger = parseSignerKey(generateLogKey('github.com/acme/app').signerKey).verifierKey;
    await expect(
      succeedLedger(old, memoryStore(), next, { ...options, verifierKey: stranger }),
    ).rejects.toMatchObject({ code: 'verification-failed' });
  });
});

describe('the names of the logs of a repository', () => {
  it('count from 2, whatever the repository is called', () => {
    expect(successorName('github.com/acme/app')).toBe('github.com/acme/app/2');
    expect(successorName('github.com/acme/app/9')).toBe('github.com/acme/app/10');
    expect(successorName('github.com/acme/2')).toBe('github.com/acme/2/2');
    expect(
      ['github.com/acme/app', 'github.com/acme/app/2', 'github.com/acme/2', 'x'].map(repositoryOfLog),
    ).toEqual(['github.com/acme/app', 'github.com/acme/app', 'github.com/acme/2', 'x']);
  });
});
