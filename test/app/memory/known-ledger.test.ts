import { beforeEach, describe, expect, it } from '@jest/globals';
import { MOST_ENTRIES, recordsOf, recordsOfKind, tellTrust } from '../../../app/memory/known-ledger.ts';
import { fromUtf8 } from '../../../core/common/bytes.ts';
import {
  appendRecords,
  emptyLedger,
  entryOfOperation,
  generateLogKey,
  type LedgerStore,
  memoryStore,
  type MemoryStore,
  parseSignerKey,
} from '../../../core/remembrancer/ledger/index.ts';
import { sampleRecords } from '../../core/remembrancer/ledger/sample-records.ts';
import { opened, WITNESS } from './ledger-of-test.ts';

const { signerKey, verifierKey } = generateLogKey('github.com/acme/app');
const another = generateLogKey('github.com/acme/app');
const signer = parseSignerKey(signerKey);

let store: MemoryStore;
beforeEach(async () => {
  store = memoryStore(emptyLedger(signer));
  await grow(store, 3, 'release');
});

const grow = (to: LedgerStore, count: number, prefix: string) =>
  appendRecords(to, signer, sampleRecords(count, prefix), { random: () => 0 });

const noteOf = async (of: LedgerStore): Promise<string> =>
  fromUtf8((await of.read(['checkpoint'])).files.get('checkpoint')!);

const remembered = (note: string, key = verifierKey) => ({ note, verifierKey: key, earlierKeys: [] });

describe('the key by which a ledger is judged', () => {
  it.each([
    ['that of the configuration', { configured: verifierKey }, 'configuration'],
    ['that of the memory', { remembered: {} }, 'memory'],
    ['the same in both', { configured: verifierKey, remembered: {} }, 'configuration'],
    ['none, where nobody names one', {}, 'nowhere'],
    ['none, where two are named', { configured: another.verifierKey, remembered: {} }, 'nowhere'],
    ['none, where the one that is named is none', { configured: 'my key' }, 'nowhere'],
    ['none, where it is that of a witness', { configured: WITNESS }, 'nowhere'],
  ] as const)(
    'is %s',
    async (_, { configured, ...rest }: { configured?: string; remembered?: object }, from) => {
      const seen = 'remembered' in rest ? { remembered: remembered(await noteOf(store)) } : {};
      const ledger = await opened(store, { configured, ...seen });
      expect(ledger.key.from).toBe(from);
      expect(tellTrust(ledger).includes('`untrusted`')).toBe(from === 'nowhere');
    },
  );

  it('must have signed the checkpoint', async () => {
    await expect(opened(store, { configured: another.verifierKey })).rejects.toMatchObject({
      code: 'verification-failed',
    });
  });
});

describe('what the app saw before', () => {
  it('is continued by a ledger that only grew', async () => {
    const note = await noteOf(store);
    await grow(store, 2, 'later');
    const ledger = await opened(store, { remembered: remembered(note) });
    expect(ledger.history).toMatchObject({ state: 'follows', seen: { size: 3 } });
    expect((await recordsOf(ledger)).records).toHaveLength(5);
  });

  it.each([
    ['has fewer entries', 2],
    ['has other ones', 3],
    ['has others before the newest', 5],
  ])('is broken by one that %s', async (_, count) => {
    const other = memoryStore(emptyLedger(signer));
    await grow(other, count, 'other');
    const { history } = await opened(other, { remembered: remembered(await noteOf(store)) });
    expect(history.state).toBe('broken');
  });

  it('cannot be told of a ledger whose tiles are not there', async () => {
    const note = await noteOf(store);
    await grow(store, 256, 'later');
    const withoutTiles: LedgerStore = {
      ...store,
      read: async (paths, at) => {
        const { head, files } = await store.read(paths, at);
        return { head, files: new Map([...files].filter(([path]) => !path.startsWith('tile/'))) };
      },
    };
    const { history } = await opened(withoutTiles, { remembered: remembered(note) });
    expect(history.state).toBe('unknown');
  });

  it('is missed when the branch is gone', async () => {
    await expect(
      opened(memoryStore(), { remembered: remembered(await noteOf(store)) }),
    ).rejects.toMatchObject({
      code: 'verification-failed',
    });
    await expect(opened(memoryStore())).rejects.toMatchObject({ code: 'not-found' });
  });
});

it('reads no records of a ledger that has too many, whatever size is signed', async () => {
  const ledger = await opened(store, { configured: verifierKey });
  const checkpoint = { ...ledger.head.checkpoint, size: MOST_ENTRIES + 1 };
  await expect(recordsOf({ ...ledger, head: { ...ledger.head, checkpoint } })).rejects.toMatchObject({
    code: 'conflict',
  });
});

it('reads no more as a whole than there is room for, and what its index leads to all the same', async () => {
  const most = { files: 1, bytes: 100, ms: 1_000 };
  const ledger = await opened(store, { configured: verifierKey, most });
  await expect(recordsOf(ledger)).rejects.toMatchObject({ code: 'conflict' });
  await expect(recordsOfKind(ledger, 'release')).rejects.toMatchObject({ code: 'conflict' });
  expect(await entryOfOperation(ledger.store, ledger.head, 'release:1')).toMatchObject({ index: 1 });
});

it('reads everything at one commit, though the branch moves', async () => {
  const ledger = await opened(store, { configured: verifierKey });
  await grow(store, 2, 'later');
  expect((await recordsOf(ledger)).records).toHaveLength(3);
});
