import { describe, expect, it } from '@jest/globals';

import {
  appendRecords,
  emptyLedger,
  generateLogKey,
  memoryStore,
  parseSignerKey,
} from '../../../../../core/remembrancer/ledger/index.ts';
import {
  importLegacy,
  type LegacyHistory,
  legacyRoot,
  readImported,
} from '../../../../../core/remembrancer/ledger/legacy/index.ts';
import { parseLegacyReceipt } from '../../../../../core/remembrancer/ledger/legacy/parse-legacy-receipt.ts';
import { readLedger } from '../read-ledger.ts';
import { sampleRecord } from '../sample-records.ts';

const signer = parseSignerKey(generateLogKey('github.com/acme/app').signerKey);
const options = { random: () => 0, clock: () => new Date('2026-11-20T12:00:00Z') };
const sha256 = '44e8ecdcd17ac9e3695280c71f7507051c1fa17373593dc96e5c49b80b5c8dfd';

const receiptText = (digest: string): string =>
  `---\ntype: deployment\ncomponent: spawn-elite\nversion: 2.0\ntimestamp: 2025-10-19T17:30:09Z\nevidence:\n  artifact: a.tar.gz\n  sha256: ${digest}\n---\n\nProse.\n`;

const history: LegacyHistory = {
  records: [2, 1].map((n) => ({
    id: `sig:file name ${n}`,
    timestamp: `2025-10-2${n}T00:00:00Z`,
    type: 'codex',
    component: n === 1 ? null : 'Ψ-field',
    version: null,
    hash: n === 1 ? 'not a digest' : sha256,
    sig: null,
    data: '{"n": 1}',
  })),
  receipts: [
    { name: 'spawn-elite-2.0.receipt', text: receiptText(sha256) },
    { name: 'docs.receipt', text: receiptText('66e8b91951670eee345785ddbbeb9cb3bc203b51') },
  ],
};

describe('the history of the first system on a ledger', () => {
  it('is there as it was, with its root by its own rules', async () => {
    const store = memoryStore(emptyLedger(signer));
    await appendRecords(store, signer, [sampleRecord('release:0')], options);
    const appended = await importLegacy(store, signer, history, options);
    expect(appended.map(({ index }) => index)).toEqual([1, 2, 3, 4, 5]);
    const ledger = await readLedger(store);
    const imported = readImported(ledger.entries);
    expect(imported.root).toBe(legacyRoot(history.records));
    expect(imported.records).toEqual(history.records.toReversed());
    expect(imported.receipts.map(({ text }) => text)).toEqual(history.receipts.map(({ text }) => text));
    const receipts = ledger.entries.slice(1).map(({ receipt }) => receipt);
    expect(receipts.map(({ kind }) => kind)).toEqual(Array.from({ length: 5 }, () => 'snapshot'));
    expect(receipts.map(({ subjects }) => subjects.length)).toEqual([0, 1, 1, 0, 0]);
    expect(receipts[3]!.context?.what).toContain(
      'states "66e8b91951670eee345785ddbbeb9cb3bc203b51" as a SHA-256',
    );
  });

  it('is imported once', async () => {
    const store = memoryStore(emptyLedger(signer));
    await importLegacy(store, signer, history, options);
    const again = await importLegacy(store, signer, history, options);
    expect(again.every(({ alreadyRecorded }) => alreadyRecorded)).toBe(true);
    expect((await readLedger(store)).checkpoint.size).toBe(5);
  });

  it('is not taken for whole when a record of it was left out', async () => {
    const store = memoryStore(emptyLedger(signer));
    await importLegacy(store, signer, history, options);
    const ledger = await readLedger(store);
    expect(() => readImported(ledger.entries.slice(1))).toThrow('does not record');
  });

  it('is refused when a text is longer than a receipt can keep', async () => {
    const store = memoryStore(emptyLedger(signer));
    const receipts = [{ name: 'long.receipt', text: 'x'.repeat(10_001) }];
    await expect(importLegacy(store, signer, { records: [], receipts }, options)).rejects.toMatchObject({
      code: 'usage',
    });
  });
});

describe('a receipt file of the first system', () => {
  it('is read for what it says', () => {
    expect(parseLegacyReceipt(receiptText(sha256))).toEqual({
      component: 'spawn-elite',
      version: '2.0',
      artifact: 'a.tar.gz',
      sha256,
      faults: [],
    });
  });

  it.each([
    ['an empty digest', receiptText(''), 'It states no SHA-256.'],
    ['a git id for a digest', receiptText('66e8b91951670eee345785ddbbeb9cb3bc203b51'), 'which it is not'],
    ['no form at all', 'a: b: c', 'neither YAML front matter nor JSON'],
    [
      'JSON with half a date',
      '{"component":"psi","version":"1","timestamp":"2025-01-XX"}',
      '"2025-01-XX" is none',
    ],
  ])('has its faults told: %s', (_, text, fault) => {
    expect(parseLegacyReceipt(text).faults.join(' ')).toContain(fault);
  });
});
