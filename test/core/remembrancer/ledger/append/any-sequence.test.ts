import { expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { fromUtf8 } from '../../../../../core/common/bytes.ts';
import {
  appendRecords,
  emptyLedger,
  generateLogKey,
  type LedgerStore,
  memoryStore,
  type MemoryStore,
  type NewRecord,
  parseSignerKey,
} from '../../../../../core/remembrancer/ledger/index.ts';
import { readLedger } from '../read-ledger.ts';
import { sampleRecords } from '../sample-records.ts';
const signer = parseSignerKey(generateLogKey('github.com/acme/app').signerKey);
const options = { random: () => 0, attempts: 100 };

/** What may happen to a ledger: each step has `count` new records, and repeats the first of the step before. */
type Step =
  | { readonly kind: 'append'; readonly count: number }
  /** The process ends before or after its `point`-th request; the next step finds what it left. */
  | { readonly kind: 'killed'; readonly count: number; readonly point: number }
  /** Two writers at once, one of which has records of the other too. */
  | { readonly kind: 'race'; readonly count: number };

const count = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 4 }) },
  { weight: 1, arbitrary: fc.integer({ min: 100, max: 200 }) },
);
const steps = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('append' as const), count }),
    fc.record({ kind: fc.constant('killed' as const), count, point: fc.integer({ min: 0, max: 7 }) }),
    fc.record({ kind: fc.constant('race' as const), count }),
  ),
  { minLength: 1, maxLength: 8 },
);

function dyingAt(store: LedgerStore, point: number): LedgerStore {
  let moment = 0;
  const mortal = async <T>(work: () => Promise<T>): Promise<T> => {
    if (moment++ === point) throw new Error('killed');
    const answer = await work();
    if (moment++ === point) throw new Error('killed');
    return answer;
  };
  return {
    read: (...args) => mortal(() => store.read(...args)),
    list: (...args) => mortal(() => store.list(...args)),
    commit: (...args) => mortal(() => store.commit(...args)),
    close: () => store.close(),
  };
}

async function play(store: LedgerStore, step: Step, records: readonly NewRecord[]): Promise<void> {
  if (step.kind === 'append') await appendRecords(store, signer, records, options);
  if (step.kind === 'killed') {
    await appendRecords(dyingAt(store, step.point), signer, records, options).catch((error: unknown) => {
      expect(String(error)).toContain('killed');
    });
  }
  if (step.kind === 'race') {
    const half = Math.ceil(records.length / 2);
    await Promise.all([
      appendRecords(store, signer, records.slice(0, half + 1), options),
      appendRecords(store, signer, records.slice(half), options),
    ]);
  }
}

/** The signed checkpoint and the files that hold the log and its records, without the tiles of earlier sizes. */
function logOf(store: MemoryStore, size: number): Record<string, string> {
  const files = [...store.history().at(-1)!.files].filter(
    ([path]) => !path.includes('.p/') || Number(path.split('.p/')[1]) === widthAt(path, size),
  );
  return Object.fromEntries(files.map(([path, content]) => [path, Buffer.from(content).toString('base64')]));
}

function widthAt(path: string, size: number): number {
  const level = Number(/^tile\/(\d+)/u.exec(path)?.[1] ?? 0);
  return Math.floor(size / 256 ** level) % 256;
}

it('any sequence of appends, restarts and group commits gives the same log as whole batches', async () => {
  let crossings = 0;
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      const store = memoryStore(emptyLedger(signer));
      const all: NewRecord[] = [];
      for (const [i, step] of sequence.entries()) {
        const fresh = sampleRecords(step.count, `step${i}`);
        const again = all.slice(-1);
        all.push(...fresh);
        await play(store, step, [...again, ...fresh]);
      }
      // Whoever was killed runs again.
      for (let at = 0; at < all.length; at += 256) {
        await appendRecords(store, signer, all.slice(at, at + 256), options);
      }

      const { entries, checkpoint } = await readLedger(store);
      const ids = entries.map(({ receipt }) => receipt.id);
      expect(ids.toSorted()).toEqual(all.map(({ receipt }) => receipt.id).toSorted());

      const batches = memoryStore(emptyLedger(signer));
      const inOrder = ids.map((id) => all.find(({ receipt }) => receipt.id === id)!);
      for (let at = 0; at < inOrder.length; at += 256) {
        await appendRecords(batches, signer, inOrder.slice(at, at + 256), options);
      }
      expect(logOf(store, checkpoint.size)).toEqual(logOf(batches, checkpoint.size));
      const note = (of: MemoryStore): string => fromUtf8(of.history().at(-1)!.files.get('checkpoint')!);
      expect(note(store)).toBe(note(batches));
      if (checkpoint.size > 256) crossings += 1;
    }),
    { numRuns: 40, seed: 3 },
  );
  // Some of them fill a tile, or the property says little.
  expect(crossings).toBeGreaterThan(3);
});
