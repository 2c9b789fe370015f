import { describe, expect, it } from '@jest/globals';
import { fromUtf8, utf8 } from '../../../../../core/common/bytes.ts';
import { auditHistory, memoryHistory } from '../../../../../core/remembrancer/ledger/audit/index.ts';
import {
  appendRecords,
  cosign,
  emptyLedger,
  generateLogKey,
  generateWitnessKey,
  memoryStore,
  type MemoryStore,
  parseSignerKey,
  parseVerifierKey,
  parseWitnessKey,
} from '../../../../../core/remembrancer/ledger/index.ts';
import { checkAndCosign, readLedgerView } from '../../../../../core/remembrancer/witness/index.ts';
import { filesOf, logKey, sampleLedger, signer } from '../fsck/sample-ledger.ts';
import { sampleRecord, sampleRecords } from '../sample-records.ts';
import { seededRandom } from '../seeded-random.ts';
const { verifierKey } = logKey;
const audit = (store: MemoryStore, options = {}) => auditHistory(memoryHistory(store.history()), options);
const append = (store: MemoryStore, ...ids: string[]) =>
  appendRecords(
    store,
    signer,
    ids.map((id) => sampleRecord(id)),
    { random: () => 0 },
  );

/** What a witness that saw `lastSeen` makes of the branch. */
async function guard(store: MemoryStore, lastSeen: string): Promise<string> {
  const verifier = parseVerifierKey(verifierKey);
  const view = await readLedgerView(store, verifier, lastSeen);
  const witness = parseWitnessKey(generateWitnessKey('witness.example/guard').signerKey);
  return checkAndCosign({ view, lastSeen, verifier, signer: witness, clock: () => new Date() }).decision;
}

/** Makes the branch have exactly `files`, by a commit as anybody with push access can make one. */
async function put(store: MemoryStore, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  const { head, files: now } = store.history().at(-1)!;
  const deletions = [...now.keys()].filter((path) => !files.has(path));
  await store.commit(head, { message: 'by someone', additions: files, deletions });
}

const noteOf = (files: ReadonlyMap<string, Uint8Array>): string => fromUtf8(files.get('checkpoint')!);

describe('the audit of a branch', () => {
  it('proves that the checkpoint of every commit extends that of its parent', async () => {
    const store = await sampleLedger(1, 254, 1, 2);
    const result = await audit(store, { verifierKey });
    expect(result).toMatchObject({ sound: true, incidents: [], log: { size: 259 } });
    expect([result.commits, result.proven]).toEqual([store.history().length, store.history().length]);
    expect(result.pin).toBe(noteOf(filesOf(store)));
  });

  it('takes cosignatures and a removed file of people for what they are', async () => {
    const store = await sampleLedger(2);
    const files = filesOf(store);
    const witness = parseWitnessKey(generateWitnessKey('witness.example/w').signerKey);
    files.set('checkpoint', utf8(cosign(noteOf(files), witness, () => new Date('2026-11-20T09:30:00Z'))));
    await put(store, files);
    files.delete('people/000/2.json');
    await put(store, files);
    await append(store, 'next');
    expect(await audit(store)).toMatchObject({ sound: true, incidents: [] });
  });

  it.each<[string, (files: Map<string, Uint8Array>) => unknown, string, string]>([
    ['a planted file', (files) => files.set('evil.sh', utf8('x')), 'files', 'evil.sh'],
    [
      'a changed receipt',
      (files) => files.set('receipts/000/0.json', utf8('{}')),
      'files',
      'receipts/000/0.json',
    ],
    ['a removed receipt', (files) => files.delete('receipts/000/0.json'), 'files', 'receipts/000/0.json'],
    ['a changed state', (files) => files.set('state.json', utf8('{}')), 'files', 'state.json'],
    [
      'another key',
      (files) => files.set('vkey', utf8(`${generateLogKey('x').verifierKey}\n`)),
      'files',
      'vkey',
    ],
    ['a checkpoint that is none', (files) => files.set('checkpoint', utf8('x')), 'unreadable', 'malformed'],
    ['no checkpoint', (files) => files.delete('checkpoint'), 'unreadable', 'not there'],
  ])('reports %s, and goes on after it is repaired', async (name, tamper, kind, detail) => {
    const store = await sampleLedger(3);
    const good = filesOf(store);
    const bad = new Map(good);
    tamper(bad);
    await put(store, bad);
    const { head } = store.history().at(-1)!;
    const open = await audit(store);
    expect(open.sound).toBe(false);
    expect(open.incidents).toMatchObject([{ commit: head, kind }]);
    expect(open.incidents[0]?.detail).toContain(detail);
    expect(open.incidents[0]?.repairedBy).toBeUndefined();
    expect(open.pin).toBeUndefined();

    await put(store, good);
    const repair = store.history().at(-1)!.head;
    await append(store, 'next');
    const after = await audit(store, { verifierKey });
    expect(after.sound).toBe(true);
    // What every append writes anew is not looked at in old commits, and did no harm there.
    const isReported = name !== 'a changed state';
    expect(after.incidents).toMatchObject(isReported ? [{ commit: head, kind, repairedBy: repair }] : []);
  });

  it('reports a commit that put an earlier state back, until a later one undoes it', async () => {
    const store = await sampleLedger(2);
    const earlier = filesOf(store);
    await append(store, 'a', 'b');
    const later = filesOf(store);
    await put(store, earlier);
    const { head } = store.history().at(-1)!;
    const open = await audit(store);
    expect(open).toMatchObject({
      sound: false,
      log: { size: 5 },
      incidents: [{ commit: head, kind: 'rollback' }],
    });
    await put(store, later);
    const repair = store.history().at(-1)!.head;
    expect(await audit(store)).toMatchObject({
      sound: true,
      incidents: [{ commit: head, kind: 'rollback', repairedBy: repair }],
    });
  });

  it('never calls it repaired that the key signed two logs', async () => {
    const store = await sampleLedger(2);
    const earlier = filesOf(store);
    await append(store, 'a');
    await put(store, earlier);
    await append(store, 'b', 'c');
    await append(store, 'd');
    const { sound, incidents } = await audit(store);
    expect(sound).toBe(false);
    const forks = incidents.filter(({ kind }) => kind === 'fork');
    expect(forks).toHaveLength(1);
    expect(forks[0]?.detail).toMatch(
      /^The key signed two logs: one of 4 entries with the root \S+, and one of 6, of which the first 4 have the root \S+\.$/,
    );
    expect(forks[0]?.repairedBy).toBeUndefined();
  });

  it('takes a branch of another key for none', async () => {
    const store = await sampleLedger(1);
    const other = generateLogKey('github.com/acme/app').verifierKey;
    await expect(audit(store, { verifierKey: other })).rejects.toMatchObject({ code: 'verification-failed' });
    await expect(auditHistory(memoryHistory([]))).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('a pinned checkpoint', () => {
  it('is continued by the branch that it was taken from', async () => {
    const store = await sampleLedger(2);
    const pin = noteOf(filesOf(store));
    await append(store, 'a');
    expect(await audit(store, { pin })).toMatchObject({ sound: true, incidents: [] });
    const empty = noteOf(emptyLedger(signer));
    expect(await audit(store, { pin: empty })).toMatchObject({ sound: true });
  });

  it('shows that a branch was forced back, which its history does not tell', async () => {
    const store = await sampleLedger(2);
    const forced = memoryHistory(store.history().slice());
    await append(store, 'a');
    const pin = noteOf(filesOf(store));
    expect(await auditHistory(forced, { verifierKey })).toMatchObject({ sound: true });
    expect(await auditHistory(forced, { verifierKey, pin })).toMatchObject({
      sound: false,
      incidents: [{ kind: 'rollback' }],
    });
  });

  it('shows that a branch was forced to another history, shorter or longer', async () => {
    const store = await sampleLedger(2);
    await append(store, 'a');
    const pin = noteOf(filesOf(store));
    for (const ids of [['b'], ['b', 'c']]) {
      const other = await sampleLedger(2);
      await append(other, ...ids);
      const { sound, incidents } = await audit(other, { pin });
      expect(sound).toBe(false);
      expect(incidents).toMatchObject([{ kind: 'fork' }]);
    }
  });

  it('of another log is refused', async () => {
    const stranger = parseSignerKey(generateLogKey('github.com/acme/other').signerKey);
    const pin = noteOf(emptyLedger(stranger));
    await expect(audit(await sampleLedger(1), { pin, pinName: 'other.pin' })).rejects.toMatchObject({
      code: 'verification-failed',
      message: expect.stringMatching(
        /^The pin other\.pin is of the log github\.com\/acme\/other \(key id [0-9a-f]{8}\), and the branch has the log github\.com\/acme\/app \(key id [0-9a-f]{8}\): /,
      ),
    });
  });

  it('that is no checkpoint, or has a bad signature, is named', async () => {
    const store = await sampleLedger(1);
    for (const [pin, code, fault] of [
      ['', 'usage', 'It is empty.'],
      ['garbage\n', 'usage', 'malformed'],
      [noteOf(filesOf(store)).replace(/\n2\n/, '\n3\n'), 'verification-failed', 'bad signature'],
    ] as const) {
      const refused = audit(store, { pin, pinName: 'my.pin' });
      await expect(refused).rejects.toMatchObject({ code, message: expect.stringContaining(fault) });
      await expect(refused).rejects.toThrow(/^The pin my\.pin /);
    }
  });
});

describe('any branch that was tampered with', () => {
  it.each(Array.from({ length: 12 }, (_, seed) => [seed]))('is found out (seed %i)', async (seed) => {
    const random = seededRandom(seed);
    const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
    const store = memoryStore(emptyLedger(signer));
    const states: ReadonlyMap<string, Uint8Array>[] = [filesOf(store)];
    for (let batch = 0; batch < 4; batch += 1) {
      const count = 1 + Math.floor(random() * (batch === 1 ? 250 : 4));
      await appendRecords(store, signer, sampleRecords(count, `batch${batch}`), { random: () => 0 });
      states.push(filesOf(store));
    }
    const [pin, last] = [noteOf(filesOf(store)), states.at(-1)!];
    const earlier = pick(states.slice(0, -1));

    // Forced back: the pin alone tells. A commit back: the history tells.
    const at = store.history().findIndex(({ files }) => noteOf(files) === noteOf(earlier));
    const forced = memoryHistory(store.history().slice(0, at + 1));
    expect((await auditHistory(forced, { verifierKey, pin })).sound).toBe(false);
    await put(store, earlier);
    expect((await audit(store)).sound).toBe(false);
    expect(await guard(store, pin)).toBe('rollback');
    // Restored: reported, and usable again.
    await put(store, last);
    const restored = await audit(store, { pin });
    expect(restored.sound).toBe(true);
    expect(restored.incidents.length).toBeGreaterThan(0);
    // Continued from the earlier state: a fork for ever.
    await put(store, earlier);
    await append(store, 'another');
    expect((await audit(store)).incidents.some(({ kind }) => kind === 'fork' || kind === 'rollback')).toBe(
      true,
    );
    await appendRecords(store, signer, sampleRecords(256, 'more'), { random: () => 0 });
    await append(store, 'one-more');
    expect((await audit(store, { pin })).sound).toBe(false);
    expect(await guard(store, pin)).toBe('fork');
  });
});
