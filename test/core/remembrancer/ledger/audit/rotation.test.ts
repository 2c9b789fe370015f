import { beforeAll, describe, expect, it } from '@jest/globals';
import { utf8 } from '../../../../../core/common/bytes.ts';
import { auditHistory, memoryHistory } from '../../../../../core/remembrancer/ledger/audit/index.ts';
import { fsck, memorySource } from '../../../../../core/remembrancer/ledger/fsck/index.ts';
import {
  appendRecords,
  beginRotation,
  emptyLedger,
  endRotation,
  generateLogKey,
  memoryStore,
  type MemoryStore,
  parseSignerKey,
} from '../../../../../core/remembrancer/ledger/index.ts';
import { planRepair } from '../../../../../core/remembrancer/ledger/repair/index.ts';
import { filesOf } from '../fsck/sample-ledger.ts';
import { sampleRecord } from '../sample-records.ts';

const [old, next] = [generateLogKey('github.com/acme/app'), generateLogKey('github.com/acme/app')];
const options = { random: () => 0, clock: () => new Date('2026-11-20T12:00:00Z') };
let store: MemoryStore;

beforeAll(async () => {
  const [first, both, second] = [old.signerKey, `${next.signerKey}\n${old.signerKey}`, next.signerKey].map(
    parseSignerKey,
  );
  store = memoryStore(emptyLedger(first!));
  await appendRecords(store, first!, [sampleRecord('a')], options);
  await beginRotation(store, both!, options);
  await appendRecords(store, both!, [sampleRecord('b')], options);
  await endRotation(store, both!, options);
  await appendRecords(store, second!, [sampleRecord('c')], options);
});

describe('a ledger whose key was replaced', () => {
  it('is sound at every commit, before, during and after', async () => {
    for (const { files } of store.history()) {
      expect((await fsck(memorySource(files))).problems).toEqual([]);
    }
  });

  it('has no incident for who knows the first key, and shows the second', async () => {
    for (const verifierKey of [undefined, old.verifierKey]) {
      const result = await auditHistory(memoryHistory(store.history()), verifierKey ? { verifierKey } : {});
      expect(result).toMatchObject({ sound: true, incidents: [] });
      expect(result.verifierKeys).toEqual([old.verifierKey, next.verifierKey]);
      expect(result.proven).toBe(store.history().length);
    }
  });

  it('is not sound when the checkpoint that hands over is changed or gone', async () => {
    const files = filesOf(store);
    const path = [...files.keys()].find((file) => file.startsWith('keys/'))!;
    const content = files.get(path)!;
    for (let at = 0; at < content.length; at += 7) {
      const changed = content.slice();
      changed[at] = changed[at]! ^ 1;
      const { problems } = await fsck(memorySource(new Map(files).set(path, changed)));
      expect([at, problems[0]?.file]).toEqual([at, path]);
    }
    files.delete(path);
    expect((await fsck(memorySource(files))).problems).toMatchObject([{ file: path, rule: 'missing' }]);
  });

  it('is repaired by the key that it has now', async () => {
    const { head, files } = store.history().at(-1)!;
    const damaged = memoryHistory([
      ...store.history(),
      { head: `${head}x`, files: new Map(files).set('receipts/000/0.json', utf8('{}')) },
    ]);
    expect(await planRepair(damaged)).toMatchObject({
      restored: ['receipts/000/0.json'],
      removed: [],
      verifierKey: next.verifierKey,
    });
  });
});
