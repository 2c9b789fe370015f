import { describe, expect, it } from '@jest/globals';

import {
  isReadable,
  ledgerDocument,
} from '../../../../../../../core/remembrancer/covenant/rules/federation/canonical/ledger-document.ts';
import { entryOf, parseReceipt } from '../../../../../../../core/remembrancer/receipt/index.ts';
import { receiptText } from '../../../ledger-cases.ts';

const RECEIPT = receiptText();
const ENTRY = Buffer.from(entryOf(parseReceipt(Buffer.from(RECEIPT)))).toString();
const HASH = 'a'.repeat(64);

/** The text of a document with some members in place of its own; `undefined` takes one away. */
const withMembers = (text: string, members: object): string =>
  JSON.stringify({ ...(JSON.parse(text) as object), ...members });

describe('a document of a ledger', () => {
  it('is a receipt or an entry, whatever its form', () => {
    for (const indent of [undefined, 2]) {
      const [receipt, entry] = [RECEIPT, ENTRY].map((text) => JSON.stringify(JSON.parse(text), null, indent));
      expect(ledgerDocument(receipt!)).toEqual({ kind: 'receipt', value: JSON.parse(RECEIPT) });
      expect(ledgerDocument(entry!)).toEqual({ kind: 'entry', value: JSON.parse(ENTRY) });
    }
  });

  it('is a receipt also with members that none has', () => {
    expect(ledgerDocument(withMembers(RECEIPT, { note: 1 }))?.kind).toBe('receipt');
  });

  it.each<object>([
    ...[{ v: 2 }, { v: '1' }, { v: undefined }, { id: 1 }, { kind: null }, { time: undefined }],
    ...[{ subjects: {} }, { evidence: 'x' }, { missing: undefined }],
  ])('is no receipt with %j', (members) => {
    expect(ledgerDocument(withMembers(RECEIPT, members))).toBeUndefined();
  });

  it.each<object>([
    ...[{ v: 2 }, { v: undefined }, { id: 1 }, { kind: null }, { t: undefined }, { note: 1 }],
    ...[{ receipt: undefined }, { receipt: 1 }, { receipt: [HASH] }, { receipt: HASH.toUpperCase() }],
    ...[{ receipt: `${HASH}a` }, { receipt: `x${HASH}` }, { receipt: HASH.slice(1) }],
  ])('is no entry with %j', (members) => {
    expect(ledgerDocument(withMembers(ENTRY, members))).toBeUndefined();
  });

  it.each(['', '{', 'null', '1', 'true', '"v"', '[]', `[${RECEIPT}]`])('is none: %s', (text) => {
    expect(ledgerDocument(text)).toBeUndefined();
  });
});

describe('what readers take', () => {
  it('is each document as its kind', () => {
    expect(isReadable('receipt', RECEIPT)).toBe(true);
    expect(isReadable('entry', ENTRY)).toBe(true);
    expect(isReadable('entry', RECEIPT)).toBe(false);
    expect(isReadable('receipt', ENTRY)).toBe(false);
    expect(isReadable('entry', withMembers(ENTRY, { t: 'yesterday' }))).toBe(false);
  });
});
