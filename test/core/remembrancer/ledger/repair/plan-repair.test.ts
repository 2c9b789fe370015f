import { describe, expect, it } from '@jest/globals';
import { fromUtf8, utf8 } from '../../../../../core/common/bytes.ts';
import { auditHistory, memoryHistory } from '../../../../../core/remembrancer/ledger/audit/index.ts';
import {
  appendRecords,
  beginRotation,
  generateLogKey,
  type LedgerStore,
  type MemoryStore,
  parseSignerKey,
} from '../../../../../core/remembrancer/ledger/index.ts';
import { planRepair } from '../../../../../core/remembrancer/ledger/repair/index.ts';
import { filesOf, logKey, sampleLedger, signer } from '../fsck/sample-ledger.ts';
import { sampleRecord } from '../sample-records.ts';
import { seededRandom } from '../seeded-random.ts';
type Files = Map<string, Uint8Array>;

/** Makes the branch have exactly `files`, by a commit as anybody with push access can make one. */
async function put(store: MemoryStore, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  const { head, files: now } = store.history().at(-1)!;
  const deletions = [...now.keys()].filter((path) => !files.has(path));
  await store.commit(head, { message: 'by someone', additions: files, deletions });
}

/** Plans a repair and carries it out. */
async function repair(
  store: MemoryStore,
): Promise<{ restored: readonly string[]; removed: readonly string[] }> {
  const history = memoryHistory(store.history());
  const { tree, restored, removed } = await planRepair(history);
  const blobs = await history.readBlobs([...tree.values()].map(({ oid }) => oid));
  await put(store, new Map([...tree].map(([path, { oid }]) => [path, blobs.get(oid)!])));
  return { restored, removed };
}

const same = (a: Files, b: Files): boolean =>
  a.size === b.size && [...a].every(([path, content]) => b.get(path)?.toString() === content.toString());

/** One commit of the writer, and then it dies. */
const dyingStore = (store: MemoryStore): LedgerStore => ({
  ...store,
  commit: async (...args) => {
    await store.commit(...args);
    throw new Error('killed');
  },
});

describe('the repair of a branch', () => {
  it('of which nothing is wrong changes nothing', async () => {
    const store = await sampleLedger(3);
    expect(await planRepair(memoryHistory(store.history()))).toMatchObject({
      size: 4,
      restored: [],
      removed: [],
    });
  });

  it('brings back what was changed and removed, and takes away what was planted', async () => {
    const store = await sampleLedger(3);
    const good = filesOf(store);
    const bad = new Map(good)
      .set('receipts/000/0.json', utf8('{}'))
      .set('README.md', utf8('Trust me.'))
      .set('vkey', utf8(`${generateLogKey('x').verifierKey}\n`))
      .set('evil.sh', utf8('x'))
      .set('tile/0/000.p/9', utf8('x'));
    bad.delete('checkpoint');
    await put(store, bad);
    bad.delete('tile/entries/000.p/4');
    await put(store, bad);
    const { restored, removed } = await repair(store);
    expect(restored.toSorted()).toEqual([
      'README.md',
      'checkpoint',
      'receipts/000/0.json',
      'tile/entries/000.p/4',
      'vkey',
    ]);
    expect(removed.toSorted()).toEqual(['evil.sh', 'tile/0/000.p/9']);
    expect(same(filesOf(store), good)).toBe(true);
    const { sound, incidents } = await auditHistory(memoryHistory(store.history()));
    expect(sound).toBe(true);
    expect(incidents.every(({ repairedBy }) => repairedBy === store.history().at(-1)!.head)).toBe(true);
  });

  it('gives the pages for people back what the last append wrote, and takes away one that was planted', async () => {
    const store = await sampleLedger(20);
    const good = filesOf(store);
    const bad = new Map(good)
      .set('receipts/000/0.json', utf8('{}'))
      .set('receipts/000/README.md', utf8('[the new key](https://evil.example)'))
      .set('badge/decision.json', utf8('{}'));
    bad.delete('feed.atom');
    await put(store, bad);
    expect(await repair(store)).toEqual({
      restored: ['receipts/000/0.json', 'feed.atom', 'receipts/000/README.md'],
      removed: ['badge/decision.json'],
    });
    expect(same(filesOf(store), good)).toBe(true);
    expect((await auditHistory(memoryHistory(store.history()))).sound).toBe(true);
  });

  it('goes forward to the largest log that was signed, never back', async () => {
    const store = await sampleLedger(2);
    const earlier = filesOf(store);
    await appendRecords(store, signer, [sampleRecord('a')], { random: () => 0 });
    const later = filesOf(store);
    await put(store, earlier);
    await repair(store);
    expect(same(filesOf(store), later)).toBe(true);
  });

  it('mends a log that was appended to with the garbage in it', async () => {
    const store = await sampleLedger(2);
    await put(store, filesOf(store).set('receipts/000/1.json', utf8('{}')).set('evil.sh', utf8('x')));
    await appendRecords(store, signer, [sampleRecord('a')], { random: () => 0 });
    expect(await repair(store)).toEqual({ restored: ['receipts/000/1.json'], removed: ['evil.sh'] });
    expect((await auditHistory(memoryHistory(store.history()))).sound).toBe(true);
  });

  it('does not drop an admission, which a writer may have signed for', async () => {
    const store = await sampleLedger(2);
    const before = filesOf(store);
    await expect(
      appendRecords(dyingStore(store), signer, [sampleRecord('a')], { random: () => 0 }),
    ).rejects.toThrow('killed');
    const admitted = filesOf(store);
    await put(store, before);
    await put(store, new Map(before).set('evil.sh', utf8('x')));
    await repair(store);
    expect(same(filesOf(store), admitted)).toBe(true);
    const [record] = await appendRecords(store, signer, [sampleRecord('b')], { random: () => 0 });
    expect(record?.index).toBe(4);
  });

  it('brings back an admission whose whole commit was reverted, which is an incident until then', async () => {
    const store = await sampleLedger(2);
    const before = filesOf(store);
    const append = appendRecords(dyingStore(store), signer, [sampleRecord('a')], { random: () => 0 });
    await expect(append).rejects.toThrow('killed');
    const admitted = filesOf(store);
    const audit = () => auditHistory(memoryHistory(store.history()));
    expect(await audit()).toMatchObject({ sound: true, incidents: [] });
    await put(store, before);
    const { head } = store.history().at(-1)!;
    expect(await audit()).toMatchObject({ sound: false, incidents: [{ commit: head, kind: 'files' }] });
    await repair(store);
    expect(same(filesOf(store), admitted)).toBe(true);
    const repairedBy = store.history().at(-1)!.head;
    const incident = { commit: head, kind: 'files', repairedBy };
    expect(await audit()).toMatchObject({ sound: true, incidents: [incident] });
    await appendRecords(store, signer, [sampleRecord('b')], { random: () => 0 });
    expect(await audit()).toMatchObject({ sound: true, incidents: [incident] });
  });

  it('does not go back behind a log that only the previous key signed', async () => {
    const next = generateLogKey('github.com/acme/app');
    const both = parseSignerKey(`${next.signerKey}\n${logKey.signerKey}`);
    const store = await sampleLedger(2);
    const named = filesOf(store);
    const clock = (): Date => new Date('2026-11-20T12:00:00Z');
    await beginRotation(store, both, { random: () => 0, clock });
    const rotating = filesOf(store);
    // The writer is given the branch as it was named before, and goes on with the previous key alone.
    const old = new Map(rotating).set('vkey', named.get('vkey')!).set('policy', named.get('policy')!);
    await put(store, old);
    await appendRecords(store, signer, [sampleRecord('a')], { random: () => 0 });
    await put(store, filesOf(store).set('vkey', rotating.get('vkey')!));
    await expect(planRepair(memoryHistory(store.history()), logKey.verifierKey)).rejects.toThrow(
      'is not taken back',
    );
  });

  it('does not bring back names that were removed', async () => {
    const store = await sampleLedger(2);
    const redacted = filesOf(store);
    redacted.delete('people/000/2.json');
    await put(store, redacted);
    await put(store, new Map(redacted).set('evil.sh', utf8('x')));
    await repair(store);
    expect(same(filesOf(store), redacted)).toBe(true);
  });

  it('says what the history does not have', async () => {
    const store = await sampleLedger(2);
    const files = filesOf(store);
    files.set('receipts/000/1.json', utf8('{}'));
    const young = memoryHistory([{ head: 'a', files }]);
    await expect(planRepair(young)).rejects.toThrow('receipts/000/1.json');
    const { verifierKey } = generateLogKey('github.com/acme/app');
    await expect(planRepair(memoryHistory(store.history()), verifierKey)).rejects.toMatchObject({
      code: 'verification-failed',
    });
  });

  it.each(Array.from({ length: 10 }, (_, seed) => [seed]))('undoes any damage (seed %i)', async (seed) => {
    const random = seededRandom(seed);
    const store = await sampleLedger(1, 200, 60, 2);
    const good = filesOf(store);
    const bad = new Map(good);
    for (let step = 0; step < 4; step += 1) {
      for (const path of [...bad.keys()]) {
        const chance = random();
        if (path === 'policy' || chance > 0.03) continue;
        if (chance < 0.01) bad.delete(path);
        else if (chance < 0.02) bad.set(path, utf8(`garbage ${step}`));
        else bad.set(`${path}.${step}`, utf8('planted'));
      }
      await put(store, bad);
    }
    await repair(store);
    const people = (files: Files): string[] => [...files.keys()].filter((path) => path.startsWith('people/'));
    for (const path of people(good)) if (!bad.has(path)) good.delete(path);
    expect([...filesOf(store).keys()].toSorted()).toEqual([...good.keys()].toSorted());
    expect(same(filesOf(store), good)).toBe(true);
    expect(fromUtf8(filesOf(store).get('checkpoint')!)).toContain('\n264\n');
  });
});
