import { randomBytes } from 'node:crypto';

import { beforeEach, describe, expect, it } from '@jest/globals';
import { generateKey } from 'openpgp';

import { sha256Hex, utf8 } from '../../../../../core/common/bytes.ts';
import { bytesContent, type MissingReason } from '../../../../../core/remembrancer/evidence/index.ts';
import { readTimestamp } from '../../../../../core/remembrancer/evidence/rfc3161/index.ts';
import { fsck, memorySource } from '../../../../../core/remembrancer/ledger/fsck/index.ts';
import {
  appendRecords,
  emptyLedger,
  generateLogKey,
  memoryStore,
  type MemoryStore,
  type NewRecord,
  parseSignerKey,
} from '../../../../../core/remembrancer/ledger/index.ts';
import { makeReceipt, type Receipt } from '../../../../../core/remembrancer/receipt/index.ts';
import {
  backfill,
  type Backfill,
  type BackfillOptions,
  outcomeOfBackfill,
} from '../../../../../core/remembrancer/release/index.ts';
import { type MemoryAuthority, memoryAuthority } from '../../memory-authority.ts';

const key = generateLogKey('github.com/acme/app');
const signer = parseSignerKey(key.signerKey);
const clock = (): Date => new Date('2026-11-21T09:30:00Z');
const TSA = 'http://tsa.example';

function release(
  i: number,
  missing: readonly (readonly ['openpgp' | 'sigstore' | 'rfc3161', MissingReason])[],
): NewRecord {
  const artifact = `artifact ${i}`;
  const receipt = makeReceipt({
    id: `release:${i}`,
    kind: 'release',
    component: 'app',
    version: String(i),
    time: new Date('2026-11-20T09:30:00Z'),
    subjects: [{ name: 'app.tar.gz', sha256: sha256Hex(artifact), size: artifact.length }],
    evidence: [],
    missing: missing.map(([layer, reason]) => ({
      layer,
      reason,
      detail: `The time-stamping authority ${TSA} gave no answer.`,
    })),
  });
  return { receipt, evidence: [] };
}

let authority: MemoryAuthority;
let store: MemoryStore;

beforeEach(async () => {
  authority = await memoryAuthority({ clock });
  store = memoryStore(emptyLedger(signer));
  const records = [
    release(0, [['rfc3161', 'unreachable']]),
    release(1, [['rfc3161', 'not-configured']]),
    release(2, [['rfc3161', 'bad-answer']]),
  ];
  await appendRecords(store, signer, records, { random: () => 0 });
});

const withoutKey = (): BackfillOptions => ({
  store,
  authorities: [TSA],
  fetch: authority.fetch,
  randomBytes,
  contentOf: () => Promise.resolve(undefined),
  clock,
  random: () => 0,
});
const run = (changes: Partial<BackfillOptions> = {}): Promise<Backfill> =>
  backfill({ ...withoutKey(), signer, ...changes });

const commits = (): number => store.history().length;
const down: typeof fetch = () => Promise.reject(new TypeError('refused'));

/** The receipt of entry `index`. */
function receiptAt(index: number): Receipt {
  const content = store.history().at(-1)!.files.get(`receipts/000/${index}.json`)!;
  return JSON.parse(Buffer.from(content).toString()) as Receipt;
}

describe('a backfill', () => {
  it('supplies what is owed in one append, dates the checkpoint, and then finds nothing to do', async () => {
    const before = commits();
    const first = await run();
    expect(first).toMatchObject({
      size: 5,
      supplied: [
        { operation: 'release:0', completes: 0, index: 3, evidence: ['rfc3161-1.tsr'] },
        { operation: 'release:2', completes: 2, index: 4, evidence: ['rfc3161-1.tsr'] },
      ],
      open: [],
      checkpointTimestamp: { status: 'added', path: 'timestamps/5.tsr' },
    });
    expect(commits()).toBe(before + 3);
    expect(receiptAt(3)).toMatchObject({ kind: 'evidence', component: 'app', version: '0', missing: [] });
    const { files } = store.history().at(-1)!;
    expect(await readTimestamp(files.get('evidence/000/3/rfc3161-1.tsr')!)).toMatchObject({
      sha256: sha256Hex('artifact 0'),
    });
    const checked = await fsck(memorySource(new Map(files)), { verifierKey: key.verifierKey });
    expect(checked.problems).toEqual([]);

    const asked = authority.requests();
    const second = await run();
    expect(second).toMatchObject({ size: 5, supplied: [], open: [] });
    expect(second.checkpointTimestamp).toMatchObject({ status: 'present' });
    expect([commits(), authority.requests()]).toEqual([before + 3, asked]);
    expect(outcomeOfBackfill(first)).toMatchObject({ reason: 'done' });
    expect(outcomeOfBackfill(second)).toMatchObject({ reason: 'already-done' });
  });

  it('changes nothing while the service is down, asks it once, and says what is still owed', async () => {
    const before = commits();
    let requests = 0;
    const result = await run({
      fetch: (...request) => {
        requests += 1;
        return down(...request);
      },
    });
    expect(commits()).toBe(before);
    // Once for two records, and once for the checkpoint.
    expect(requests).toBe(2);
    expect(result.open.map(({ index, layers }) => [index, layers])).toEqual([
      [0, ['rfc3161']],
      [2, ['rfc3161']],
    ]);
    expect(outcomeOfBackfill(result)).toMatchObject({
      reason: 'network',
      message: expect.stringMatching(/gave no answer \([^)]*\)\. Run it again\.$/u),
      result: { supplied: [] },
    });
  });

  it('goes on where the last run stopped', async () => {
    const seen: string[] = [];
    const tell = (done: number, total: number): unknown => seen.push(`${done} of ${total}`);
    const first = await run({ limit: 1, onProgress: tell });
    expect([first.supplied.length, first.open.map(({ index }) => index)]).toEqual([1, [2]]);
    expect(outcomeOfBackfill(first).reason).toBe('done');
    const second = await run({ limit: 1, onProgress: tell });
    expect(second.supplied).toMatchObject([{ completes: 2 }]);
    expect((await run({ limit: 1 })).supplied).toEqual([]);
    expect(seen).toEqual(['1 of 1', '1 of 1']);
  });

  it('says in a dry run what is owed, and neither asks nor writes', async () => {
    const before = commits();
    const result = await run({ dryRun: true });
    expect(await backfill(withoutKey())).toEqual(result);
    expect(result).toEqual({
      origin: 'github.com/acme/app',
      size: 3,
      supplied: [],
      open: [
        { operation: 'release:0', index: 0, layers: ['rfc3161'], missing: [] },
        { operation: 'release:2', index: 2, layers: ['rfc3161'], missing: [] },
      ],
      dryRun: { undated: true },
    });
    expect(outcomeOfBackfill(result)).toMatchObject({
      reason: 'done',
      message:
        '2 records of github.com/acme/app lack evidence that a run would ask for. ' +
        'The checkpoint over 3 entries is not time-stamped. Nothing was asked for or written.',
    });
    expect([commits(), authority.requests()]).toEqual([before, 0]);
    expect(await run({ dryRun: true, authorities: [] })).toMatchObject({
      open: [],
      dryRun: { undated: false },
    });
    await run();
    const done = await run({ dryRun: true });
    expect(done).toMatchObject({ open: [], dryRun: { undated: false } });
    expect(outcomeOfBackfill(done).reason).toBe('already-done');
  });

  it('asks the authority that failed then, and no other for it', async () => {
    const asked = new Set<string>();
    const fetch: typeof globalThis.fetch = (url, init) => {
      const { origin } = new URL(new Request(url).url);
      asked.add(origin);
      return origin === TSA ? down(url) : authority.fetch(url, init);
    };
    const { supplied } = await run({ authorities: ['http://other.example', TSA], fetch });
    expect(supplied).toEqual([]);
    // The other one dates the checkpoint.
    expect([...asked]).toEqual([TSA, 'http://other.example']);
    expect(await run({ authorities: ['http://other.example'], fetch })).toMatchObject({
      supplied: [{ completes: 0 }, { completes: 2 }],
    });
  });

  it('signs with OpenPGP where the content is at hand', async () => {
    const { privateKey } = await generateKey({
      userIDs: [{ name: 'acme' }],
      type: 'ecc',
      curve: 'ed25519Legacy',
    });
    const owing = [release(7, [['openpgp', 'unreachable']]), release(8, [['openpgp', 'unreachable']])];
    await appendRecords(store, signer, owing, { random: () => 0 });
    const result = await run({
      authorities: [],
      clock: () => new Date(),
      openpgp: { armoredKey: privateKey },
      contentOf: ({ id }) =>
        Promise.resolve(id === 'release:7' ? bytesContent(utf8('artifact 7')) : undefined),
    });
    expect(result.supplied).toMatchObject([
      { operation: 'release:7', evidence: ['openpgp-1.asc', 'openpgp-key-1.asc'] },
    ]);
    expect(result.open).toMatchObject([
      { operation: 'release:8', missing: [{ detail: expect.stringContaining('is not at hand') }] },
    ]);
  });

  it('asks nobody for an empty ledger', async () => {
    expect(await run({ store: memoryStore(emptyLedger(signer)) })).toEqual({
      origin: 'github.com/acme/app',
      size: 0,
      supplied: [],
      open: [],
    });
  });

  it('puts more than 256 records into two appends', async () => {
    const many = Array.from({ length: 260 }, (_, i) => release(100 + i, [['rfc3161', 'unreachable']]));
    await appendRecords(store, signer, many.slice(0, 200), { random: () => 0 });
    await appendRecords(store, signer, many.slice(200), { random: () => 0 });
    const before = commits();
    const { supplied } = await run({ limit: 300 });
    expect([supplied.length, commits() - before]).toEqual([262, 5]);
    expect((await run({ dryRun: true })).open).toEqual([]);
  });
});
