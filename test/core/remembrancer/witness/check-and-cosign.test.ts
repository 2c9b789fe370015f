import { beforeAll, describe, expect, it } from '@jest/globals';
import { concatBytes, utf8 } from '../../../../core/common/bytes.ts';
import {
  appendRecords,
  checkPolicy,
  emptyLedger,
  formatCheckpoint,
  generateLogKey,
  generateWitnessKey,
  memoryStore,
  type MemoryStore,
  parsePolicy,
  parseSignerKey,
  parseVerifierKey,
  parseWitnessKey,
  signNote,
} from '../../../../core/remembrancer/ledger/index.ts';
import {
  checkAndCosign,
  readLedgerView,
  type WitnessDecision,
} from '../../../../core/remembrancer/witness/index.ts';
import { sampleRecord, sampleRecords } from '../ledger/sample-records.ts';
const log = generateLogKey('github.com/acme/app');
const witness = generateWitnessKey('witness.example');
const logSigner = parseSignerKey(log.signerKey);
const verifier = parseVerifierKey(log.verifierKey);
const signer = parseWitnessKey(witness.signerKey);
const clock = () => new Date('2026-11-20T09:30:00Z');
const options = { random: () => 0 };
const policy = parsePolicy(`log ${log.verifierKey}\nwitness w ${witness.verifierKey}\nquorum w\n`);

async function watch(store: MemoryStore, lastSeen?: string): Promise<WitnessDecision> {
  const view = await readLedgerView(store, verifier, lastSeen);
  return checkAndCosign({ view, verifier, signer, clock, ...(lastSeen && { lastSeen }) });
}

/** Puts `files` on the branch, as somebody with push access can. */
async function push(store: MemoryStore, files: Record<string, string | Uint8Array>): Promise<void> {
  const additions = new Map(
    Object.entries(files).map(([path, content]) => [
      path,
      typeof content === 'string' ? utf8(content) : content,
    ]),
  );
  await store.commit(store.history().at(-1)?.head, { message: 'pushed', additions, deletions: [] });
}

const headFiles = (store: MemoryStore): Map<string, Uint8Array> => new Map(store.history().at(-1)?.files);
const note = (decision: WitnessDecision): string => (decision.decision === 'cosigned' ? decision.note : '');

async function ledgerOf(prefix: string, ...batches: number[]): Promise<MemoryStore> {
  const store = memoryStore(emptyLedger(logSigner));
  for (const [i, batch] of batches.entries()) {
    await appendRecords(store, logSigner, sampleRecords(batch, `${prefix}${i}`), options);
  }
  return store;
}

describe('a witness', () => {
  it('cosigns a log that is new to it, and one that grew from what it saw', async () => {
    const store = await ledgerOf('a', 3);
    let last = note(await watch(store));
    expect(checkPolicy(last, policy)).toMatchObject({ quorumMet: true, checkpoint: { size: 3 } });
    for (const [size, batch] of [
      [4, 1],
      [100, 96],
      [256, 156],
      [257, 1],
      [300, 43],
    ] as const) {
      await appendRecords(
        store,
        logSigner,
        sampleRecords(batch, `to ${size}:`.replaceAll(' ', '-')),
        options,
      );
      const decision = await watch(store, last);
      expect(decision).toMatchObject({ decision: 'cosigned', checkpoint: { size } });
      last = note(decision);
      expect(checkPolicy(last, policy).quorumMet).toBe(true);
    }
  });

  it('cosigns the empty log, and what grows from it', async () => {
    const store = await ledgerOf('a');
    const last = note(await watch(store));
    await appendRecords(store, logSigner, [sampleRecord('x')], options);
    expect(await watch(store, last)).toMatchObject({ decision: 'cosigned', checkpoint: { size: 1 } });
  });

  it('does not cosign an empty log with a root that is not the empty one', async () => {
    const wrong = formatCheckpoint({ origin: logSigner.name, size: 0, root: new Uint8Array(32) });
    const store = memoryStore(new Map([['checkpoint', utf8(signNote(wrong, logSigner))]]));
    expect(await watch(store)).toMatchObject({
      decision: 'unknown',
      reason: expect.stringContaining('root'),
    });
  });

  it('does not cosign what other readers refuse: a byte order mark, and bytes that are not UTF-8', async () => {
    const store = await ledgerOf('a', 3);
    const plain = headFiles(store).get('checkpoint')!;
    const mark = Uint8Array.of(0xef, 0xbb, 0xbf);
    const line = concatBytes(utf8('\u2014 e'), Uint8Array.of(0xff), utf8('vil AAAAAAAA\n'));
    for (const checkpoint of [concatBytes(mark, plain), concatBytes(plain, line)]) {
      await push(store, { checkpoint });
      expect(await watch(store)).toMatchObject({ decision: 'unknown' });
    }
  });

  it('leaves its own commit alone, and cosigns again when its line was taken away', async () => {
    const store = await ledgerOf('a', 3);
    const last = note(await watch(store));
    const plain = headFiles(store).get('checkpoint')!;
    await push(store, { checkpoint: last });
    expect(await watch(store, last)).toMatchObject({ decision: 'unchanged', checkpoint: { size: 3 } });
    await push(store, { checkpoint: plain });
    expect(await watch(store, last)).toMatchObject({ decision: 'cosigned' });
  });

  it('remembers anew what only the branch shows that it cosigned', async () => {
    const store = await ledgerOf('a', 3);
    const first = note(await watch(store));
    await appendRecords(store, logSigner, [sampleRecord('x')], options);
    await push(store, { checkpoint: note(await watch(store, first)) });
    // The memory was lost, or put back to an earlier state.
    for (const remembered of [undefined, first]) {
      const decision = await watch(store, remembered);
      expect(decision).toMatchObject({ decision: 'cosigned', checkpoint: { size: 4 } });
      expect(note(decision).match(/witness\.example/gu)).toHaveLength(1);
    }
  });

  it('replaces a line in its name that is not good', async () => {
    const store = await ledgerOf('a', 3);
    const last = note(await watch(store));
    const bad = last.replace(
      /(witness\.example \S{20})(.)/u,
      (_, start: string, character: string) => start + (character === 'A' ? 'B' : 'A'),
    );
    await push(store, { checkpoint: bad });
    const decision = await watch(store, last);
    expect(decision.decision).toBe('cosigned');
    expect(note(decision).match(/witness\.example/gu)).toHaveLength(1);
    expect(checkPolicy(note(decision), policy).quorumMet).toBe(true);
  });
});

describe('a witness that saw 5 entries', () => {
  let last: string;
  beforeAll(async () => {
    last = note(await watch(await ledgerOf('a', 5)));
  });

  it('calls another root for the same size a fork, and keeps both notes', async () => {
    const decision = await watch(await ledgerOf('b', 5), last);
    expect(decision).toMatchObject({
      decision: 'fork',
      lastSeen: last,
      reason: expect.stringContaining('two roots for size 5'),
    });
    expect('present' in decision && decision.present).not.toBe(last);
  });

  it.each([[6], [8], [255], [256], [260]])(
    'calls a tree of %i entries with another prefix a fork',
    async (size) => {
      const decision = await watch(
        await ledgerOf('b', Math.min(size, 256), ...(size > 256 ? [size - 256] : [])),
        last,
      );
      expect(decision).toMatchObject({
        decision: 'fork',
        reason: expect.stringContaining('does not begin with the 5 entries'),
      });
    },
  );

  it('calls fewer entries a rollback', async () => {
    expect(await watch(await ledgerOf('a', 4), last)).toMatchObject({
      decision: 'rollback',
      reason: 'The ledger has 4 entries and had 5: it was rolled back.',
    });
    expect(await watch(await ledgerOf('a'), last)).toMatchObject({ decision: 'rollback' });
  });

  it.each([
    ['a tile of the proof is missing', 'tile/0/000.p/7', undefined],
    ['a tile of the proof is changed', 'tile/0/000.p/7', new Uint8Array(7 * 32)],
    ['the checkpoint is not a note', 'checkpoint', utf8('garbage')],
    ['the checkpoint is not text', 'checkpoint', Uint8Array.of(0xff, 0xfe)],
    [
      'the checkpoint is signed by another key',
      'checkpoint',
      emptyLedger(parseSignerKey(generateLogKey('github.com/acme/app').signerKey)).get('checkpoint'),
    ],
  ])('cannot tell when %s, and does not cosign', async (_, path, content) => {
    const files = headFiles(await ledgerOf('a', 5, 2));
    if (content === undefined) files.delete(path);
    else files.set(path, content);
    expect(await watch(memoryStore(files), last)).toMatchObject({ decision: 'unknown', lastSeen: last });
  });

  it('says that there is no ledger', async () => {
    await expect(watch(memoryStore(), last)).rejects.toMatchObject({ code: 'not-found' });
  });
});

it('a fork is proven also at a size that is a power of two, where the proof leaves the first hash out', async () => {
  const last = note(await watch(await ledgerOf('a', 4)));
  expect(await watch(await ledgerOf('b', 9), last)).toMatchObject({ decision: 'fork' });
  expect(await watch(await ledgerOf('a', 4, 5), last)).toMatchObject({ decision: 'cosigned' });
});
