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
  keyHistory,
  memoryStore,
  type MemoryStore,
  parseSignerKey,
  parseVerifierKey,
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

describe('a log that goes on with a key that it has retired', () => {
  const thief = parseSignerKey(old.signerKey);
  let stolen: MemoryStore;
  let honest: Map<string, Uint8Array>;

  /** Who has the old key puts back the files that named it, and appends. */
  beforeAll(async () => {
    stolen = memoryStore(new Map(store.history()[0]!.files));
    // Up to the end of the rotation, which both keys signed: without the append by the new key alone.
    for (const { files } of store.history().slice(1, -2)) await put(files);
    honest = filesOf(stolen);
    const { files: first } = store.history()[0]!;
    await put(new Map(honest).set('vkey', first.get('vkey')!).set('policy', first.get('policy')!));
    await appendRecords(stolen, thief, [sampleRecord('forged:1'), sampleRecord('forged:2')], options);
  });

  async function put(files: ReadonlyMap<string, Uint8Array>): Promise<void> {
    const { head, files: now } = stolen.history().at(-1)!;
    const deletions = [...now.keys()].filter((path) => !files.has(path));
    await stolen.commit(head, { message: 'by someone', additions: files, deletions });
  }

  it('is not sound, whichever of its keys the reader knows', async () => {
    for (const verifierKey of [undefined, old.verifierKey, next.verifierKey]) {
      const known = verifierKey === undefined ? {} : { verifierKey };
      const { sound, log, incidents } = await auditHistory(memoryHistory(stolen.history()), known);
      expect([sound, log.size]).toEqual([false, 4]);
      expect(incidents.map(({ kind }) => kind)).toContain('unreadable');
    }
    for (const known of [{}, { verifierKey: old.verifierKey }]) {
      const { problems } = await fsck(memorySource(filesOf(stolen)), known);
      expect(problems.map(({ file, rule }) => [file, rule])).toContainEqual(['checkpoint', 'key']);
    }
  });

  it('leads nobody from the first key to the present one', async () => {
    await expect(keyHistory(stolen, parseVerifierKey(old.verifierKey))).rejects.toThrow('has retired');
    expect(await keyHistory(store, parseVerifierKey(old.verifierKey))).toHaveLength(2);
  });

  it('cannot bring another key in', async () => {
    const evil = generateLogKey('github.com/acme/app');
    const both = parseSignerKey(`${evil.signerKey}\n${old.signerKey}`);
    await beginRotation(stolen, both, options);
    const { verifierKeys, log } = await auditHistory(memoryHistory(stolen.history()), {
      verifierKey: old.verifierKey,
    });
    expect([verifierKeys, log.size]).toEqual([[old.verifierKey, next.verifierKey], 4]);
    await expect(keyHistory(stolen, parseVerifierKey(old.verifierKey))).rejects.toThrow();
  });

  it('is no sound one either when the branch only names the retired key again', async () => {
    const named = memoryHistory([
      { head: 'a', files: honest },
      { head: 'b', files: new Map(honest).set('vkey', store.history()[0]!.files.get('vkey')!) },
    ]);
    const result = await auditHistory(named, { verifierKey: old.verifierKey });
    expect(result).toMatchObject({ sound: false, incidents: [{ commit: 'b', kind: 'files' }] });
    expect((await planRepair(named, old.verifierKey)).restored).toEqual(['vkey']);
  });

  it('is put back to the log of the key that it has', async () => {
    const plan = await planRepair(memoryHistory(stolen.history()), old.verifierKey);
    expect([plan.size, plan.verifierKey]).toEqual([4, next.verifierKey]);
    expect([...plan.tree.keys()].toSorted()).toEqual([...honest.keys()].toSorted());
  });
});
