import { describe, expect, it } from '@jest/globals';

import { fromUtf8, toBase64 } from '../../../../../../core/common/bytes.ts';
import { formatReadme } from '../../../../../../core/remembrancer/ledger/branch/pages/readme.ts';
import {
  appendRecords,
  EMPTY_ROOT,
  emptyLedger,
  generateLogKey,
  type MemoryStore,
  memoryStore,
  parseSignerKey,
} from '../../../../../../core/remembrancer/ledger/index.ts';
import { entryOf } from '../../../../../../core/remembrancer/receipt/index.ts';
import { readLedger } from '../../read-ledger.ts';
import { sampleRecord, sampleRecords } from '../../sample-records.ts';

const signer = parseSignerKey(generateLogKey('github.com/acme/app').signerKey);
const options = { random: () => 0 };

const fileOf = (store: MemoryStore, path: string): string =>
  fromUtf8(store.history().at(-1)!.files.get(path)!);

const listed = (store: MemoryStore): number[] =>
  [...fileOf(store, 'README.md').matchAll(/^\| \[(\d+)\]/gmu)].map(([, index]) => Number(index));

const newest = (size: number): number[] => Array.from({ length: Math.min(size, 20) }, (_, i) => size - 1 - i);

async function ledgerOf(size: number): Promise<MemoryStore> {
  const store = memoryStore(emptyLedger(signer));
  const records = sampleRecords(size);
  for (let at = 0; at < size; at += 256) {
    await appendRecords(store, signer, records.slice(at, at + 256), options);
  }
  return store;
}

describe('the README of the branch', () => {
  it('shows operations as they are called, whatever that does in Markdown', () => {
    const id = '|<img/src=x>`[a](javascript:b)*';
    const latest = [{ index: 0, entry: entryOf(sampleRecord(id).receipt) }];
    const readme = formatReadme({ origin: 'o', size: 1, root: EMPTY_ROOT }, latest, signer.verifierKey);
    expect(readme).toContain('&#124;&#60;img/src=x&#62;&#96;&#91;a&#93;(javascript:b)&#42;');
    expect(readme).not.toContain('<img');
  });

  it('says nothing of who wrote it, nor of evidence as of what every record has', () => {
    const readme = formatReadme({ origin: 'o', size: 0, root: EMPTY_ROOT }, [], signer.verifierKey);
    expect(readme).not.toContain('workflow');
    expect(readme.match(/^Where a record has /gmu)).toHaveLength(3);
  });

  it.each([0, 1, 30, 255, 256, 257, 275, 276])(
    'lists the newest twenty of %i entries first, with links to receipts that are there',
    async (size) => {
      const store = await ledgerOf(size);
      expect(listed(store)).toEqual(newest(size));
      const { files } = store.history().at(-1)!;
      for (const [, path] of fileOf(store, 'README.md').matchAll(/^\| \[\d+\]\(([^)]+)\)/gmu)) {
        expect(files.has(path!)).toBe(true);
      }
    },
  );

  it('shows how to check the newest release, where there is one', () => {
    const { receipt } = sampleRecord('x');
    const latest = (['decision', 'release', 'incident', 'release', 'evidence'] as const).map((kind, i) => ({
      index: 254 + i,
      entry: entryOf({ ...receipt, kind }),
    }));
    const example = (of: typeof latest): string | undefined =>
      /^entry=(\S+)/mu.exec(
        formatReadme({ origin: 'o', size: 1, root: EMPTY_ROOT }, of, signer.verifierKey),
      )?.[1];
    expect(example(latest)).toBe('001/257');
    expect(example(latest.slice(0, 1))).toBe('000/254');
    expect(example([])).toBe('000/0');
  });

  it('lists entries of the bundle before when the log goes on with single appends', async () => {
    const store = await ledgerOf(256);
    await appendRecords(store, signer, [sampleRecord('next')], options);
    expect(listed(store)).toEqual(newest(257));
  });

  it('leaves out a bundle that somebody changed', async () => {
    const files = new Map((await ledgerOf(257)).history().at(-1)!.files);
    const bundle = files.get('tile/entries/000')!.slice();
    bundle[100] = (bundle[100] ?? 0) ^ 1;
    const store = memoryStore(files.set('tile/entries/000', bundle));
    await appendRecords(store, signer, [sampleRecord('next')], options);
    expect(listed(store)).toEqual([257, 256]);
  });
});

describe('each append', () => {
  it('publishes size and root in the badge, the README and the message of its commit', async () => {
    const store = await ledgerOf(2);
    const messages: string[] = [];
    const watched = {
      ...store,
      commit: (...[head, change]: Parameters<MemoryStore['commit']>) => {
        messages.push(change.message);
        return store.commit(head, change);
      },
    };
    await appendRecords(watched, signer, [sampleRecord('next'), sampleRecord('after')], options);
    const root = toBase64((await readLedger(store)).checkpoint.root);
    expect(messages).toEqual(['ledger: admit next and 1 more', `ledger: 4 entries, root ${root}`]);
    expect(fileOf(store, 'README.md')).toContain(`\`${root}\``);
    expect(fileOf(store, 'badge.svg')).toContain('aria-label="ledger: 4 entries"');
  });
});
