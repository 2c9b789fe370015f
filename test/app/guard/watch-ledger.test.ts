import { beforeEach, describe, expect, it } from '@jest/globals';
import { fromUtf8, utf8 } from '../../../core/common/bytes.ts';
import {
  appendRecords,
  emptyLedger,
  generateLogKey,
  generateWitnessKey,
  type LedgerStore,
  memoryStore,
  type MemoryStore,
  openNote,
  parseSignerKey,
  parseVerifierKey,
  parseWitnessKey,
} from '../../../core/remembrancer/ledger/index.ts';
import { watchLedger } from '../../../app/guard/watch-ledger.ts';
import { witnessMemory } from '../../../app/guard/witness-memory.ts';
import { sampleRecords } from '../../core/remembrancer/ledger/sample-records.ts';

const ORIGIN = 'github.com/acme/my-service';
const { signerKey, verifierKey } = generateLogKey(ORIGIN);
const log = parseSignerKey(signerKey);
const signer = parseWitnessKey(generateWitnessKey('example.org/witness').signerKey);
const readers = [parseVerifierKey(verifierKey), parseVerifierKey(signer.verifierKey)];

let ledger: MemoryStore;
let seen: MemoryStore;
beforeEach(() => {
  ledger = memoryStore(emptyLedger(log));
  seen = memoryStore();
});

const watch = (store: LedgerStore = ledger, memory: LedgerStore = seen) =>
  watchLedger({
    origin: ORIGIN,
    ledger: store,
    memory: witnessMemory(memory),
    signer,
    clock: () => new Date('2026-11-20T09:30:00Z'),
  });

const append = (store: LedgerStore, count: number, prefix = 'release') =>
  appendRecords(store, log, sampleRecords(count, prefix), { random: () => 0 });

async function checkpointOf(store: LedgerStore): Promise<string> {
  const { files } = await store.read(['checkpoint']);
  return fromUtf8(files.get('checkpoint') ?? new Uint8Array());
}

describe('a ledger that only grows', () => {
  it('is cosigned at each size, so that readers find both signatures', async () => {
    for (const count of [0, 1, 3, 255]) {
      await append(ledger, count, `batch-${count}`);
      expect(await watch()).toMatchObject({ decision: 'cosigned' });
      expect(openNote(await checkpointOf(ledger), readers).signatures).toHaveLength(2);
    }
  });

  it('is left alone when its checkpoint has the cosignature, as after our own commit', async () => {
    await watch();
    const commits = ledger.history().length;
    expect(await watch()).toMatchObject({ decision: 'unchanged' });
    expect(ledger.history()).toHaveLength(commits);
    expect(seen.history()).toHaveLength(1);
  });

  it('gets nothing but the file checkpoint from the witness', async () => {
    await append(ledger, 2);
    const before = ledger.history().at(-1)!.files;
    await watch();
    const after = ledger.history().at(-1)!.files;
    expect([...after.keys()].sort()).toEqual([...before.keys()].sort());
    for (const [path, content] of before) {
      if (path !== 'checkpoint') expect(after.get(path)).toEqual(content);
    }
  });

  it('can go on being written by its owner', async () => {
    await append(ledger, 1, 'first');
    await watch();
    await append(ledger, 1, 'second');
    expect(await watch()).toMatchObject({ decision: 'cosigned', checkpoint: { size: 2 } });
  });
});

describe('the memory', () => {
  it('has the checkpoint before the branch has the cosignature', async () => {
    const refusing: LedgerStore = { ...ledger, commit: () => Promise.reject(new Error('lost')) };
    await expect(watch(refusing)).rejects.toThrow('lost');
    expect(seen.history()).toHaveLength(1);
    expect(await watch()).toMatchObject({ decision: 'cosigned' });
  });

  it('is not written when another process remembered something in between; then it looks again', async () => {
    await watch();
    await append(ledger, 1);
    let interfered = false;
    const contested: LedgerStore = {
      ...seen,
      async commit(expected, change) {
        if (!interfered) {
          interfered = true;
          await watch();
        }
        return seen.commit(expected, change);
      },
    };
    expect(await watch(ledger, contested)).toMatchObject({ decision: 'unchanged', checkpoint: { size: 1 } });
  });
});

describe('a branch that moves during the look', () => {
  it('is looked at again, and never overwritten', async () => {
    let moved = false;
    const moving: LedgerStore = {
      ...ledger,
      async commit(expected, change) {
        if (!moved) {
          moved = true;
          await append(ledger, 1);
        }
        return ledger.commit(expected, change);
      },
    };
    expect(await watch(moving)).toMatchObject({ decision: 'cosigned', checkpoint: { size: 1 } });
  });

  it('all the time is given up for this time', async () => {
    const restless: LedgerStore = { ...ledger, commit: () => Promise.resolve(undefined) };
    await expect(watch(restless)).rejects.toMatchObject({ code: 'incomplete' });
  });
});

describe('a ledger that was rewritten with the same key', () => {
  it('is a fork when one size has two roots, and nothing is signed', async () => {
    await append(ledger, 2, 'honest');
    await watch();
    const other = memoryStore(emptyLedger(log));
    await append(other, 2, 'other');
    const watched = await watch(other);
    expect(watched).toMatchObject({ decision: 'fork', present: await checkpointOf(other) });
    expect(watched).toHaveProperty('lastSeen', await checkpointOf(ledger));
    expect(other.history().at(-1)!.head).toBe(watched.head);
    expect(seen.history()).toHaveLength(1);
  });

  it('is a fork when it is larger and begins differently', async () => {
    await append(ledger, 2, 'honest');
    await watch();
    const other = memoryStore(emptyLedger(log));
    await append(other, 5, 'other');
    expect(await watch(other)).toMatchObject({ decision: 'fork' });
  });

  it('is a rollback when it is smaller', async () => {
    const younger = memoryStore(ledger.history().at(-1)!.files as Map<string, Uint8Array>);
    await append(ledger, 1);
    await watch();
    expect(await watch(younger)).toMatchObject({ decision: 'rollback' });
  });
});

describe('what cannot be told is no fork', () => {
  it('when the tiles are gone', async () => {
    await append(ledger, 2, 'first');
    await watch();
    await append(ledger, 3, 'second');
    const { head, files } = ledger.history().at(-1)!;
    const deletions = [...files.keys()].filter((path) => path.startsWith('tile/'));
    await ledger.commit(head, { message: 'chore: tidy', additions: new Map(), deletions });
    expect(await watch()).toMatchObject({ decision: 'unknown' });
  });

  it('when the checkpoint is signed by another key', async () => {
    await watch();
    const stranger = memoryStore(emptyLedger(parseSignerKey(generateLogKey(ORIGIN).signerKey)));
    expect(await watch(stranger)).toMatchObject({ decision: 'unknown' });
  });

  it('when the branch is no ledger, or shows the key of another repository', async () => {
    await expect(watch(memoryStore())).rejects.toMatchObject({ code: 'not-found' });
    const foreign = memoryStore(
      emptyLedger(parseSignerKey(generateLogKey('github.com/acme/other').signerKey)),
    );
    await expect(watch(foreign)).rejects.toMatchObject({ code: 'verification-failed' });
    const nonsense = memoryStore(new Map([['vkey', utf8('nonsense')]]));
    await expect(watch(nonsense)).rejects.toMatchObject({ code: 'usage' });
  });
});
