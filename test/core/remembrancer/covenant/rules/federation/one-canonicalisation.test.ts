import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { sha256Hex } from '../../../../../../core/common/bytes.ts';
import type { Found } from '../../../../../../core/remembrancer/covenant/found.ts';
import { checkCovenant, memoryTree } from '../../../../../../core/remembrancer/covenant/index.ts';
import { oneCanonicalisation } from '../../../../../../core/remembrancer/covenant/rules/federation/one-canonicalisation.ts';
import { entryOf, parseReceipt } from '../../../../../../core/remembrancer/receipt/index.ts';
import { contextWith } from '../../context-with.ts';
import { inputsOf } from '../../example-inputs.ts';
import { fileOf } from '../../file-of.ts';
import { receiptText } from '../../ledger-cases.ts';
import { expectLegible } from '../../expect-legible.ts';

const RECEIPT = receiptText();
const ENTRY = Buffer.from(entryOf(parseReceipt(Buffer.from(RECEIPT)))).toString();

const foundIn = (content: string | Uint8Array, path = 'receipt.json'): readonly Found[] =>
  expectLegible(oneCanonicalisation.check(fileOf(path, content), contextWith({})));

/** What `--fix` makes of the file. */
const fixed = (text: string): string | undefined => foundIn(text)[0]?.fix?.edits[0]?.text;

/** The same JSON with white space where there may be some, and its members in another order. */
const rewritten = (text: string, indent: string): string => {
  const members = Object.entries(JSON.parse(text) as object).reverse();
  return JSON.stringify(Object.fromEntries(members), null, indent);
};

describe('receipts and entries in the tree', () => {
  it('are canonical as the ledger has them', () => {
    for (const text of [RECEIPT, ENTRY]) expect(foundIn(text)).toEqual([]);
  });

  it('are found however else they are written, and put right', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(RECEIPT, ENTRY),
        fc.constantFrom('', ' ', '  ', '\t'),
        fc.constantFrom('', '\n', '\r\n', ' '),
        (text, indent, end) => {
          const other = `${rewritten(text, indent)}${end}`;
          expect(foundIn(other)).toHaveLength(1);
          expect(sha256Hex(fixed(other) ?? '')).toBe(sha256Hex(text));
          expect(foundIn(fixed(other) ?? '')).toEqual([]);
        },
      ),
    );
  });

  it('are found with a line feed at the end, and the place is there', () => {
    const [found] = foundIn(`${RECEIPT}\n`);
    expect(found?.range).toEqual({ start: RECEIPT.length, end: RECEIPT.length + 1 });
    expect(found?.message).toBe(
      'The receipt receipt.json has something behind its end, so its bytes are not those that a digest is of.',
    );
  });

  it('are found from where they are another text on, and told by their kind', () => {
    const [found] = foundIn(ENTRY.replace(',', ', '), 'a/entry.json');
    expect(found?.message).toBe(
      'The entry a/entry.json is not canonical JSON (RFC 8785), so its bytes are not those that a digest is of.',
    );
    expect(found?.range).toEqual({ start: ENTRY.indexOf(',') + 1, end: ENTRY.length + 1 });
    expect(found?.fix?.description).toBe('write the entry as canonical JSON');
  });

  it('are found with a member that stands twice, which nobody puts right', () => {
    const text = RECEIPT.replace('"kind":', '"kind":"deployment","kind":');
    const [found, ...more] = foundIn(text);
    expect(found?.message).toContain('has the member "kind" twice');
    expect(text.slice(found?.range?.start, found?.range?.end)).toBe('"kind"');
    expect(found?.fix).toBeUndefined();
    expect(more).toEqual([]);
  });

  it('are not put right when they say what no reader takes', () => {
    const text = JSON.stringify({ ...(JSON.parse(RECEIPT) as object), size: 9_007_199_254_740_992 }, null, 2);
    expect(foundIn(text)).toMatchObject([{ path: 'receipt.json' }]);
    expect(fixed(text)).toBeUndefined();
    const [found] = foundIn(RECEIPT.replace('"1.0.0"', '"\\ud800"'));
    expect(found?.message).toContain('receipt.json says what canonical JSON (RFC 8785) cannot carry, so');
    expect(found?.fix).toBeUndefined();
    const entry = `${ENTRY.replace('"t":"2026', '"t":" 2026')}\n`;
    expect(foundIn(entry)).toMatchObject([{ path: 'receipt.json' }]);
    expect(fixed(entry)).toBeUndefined();
  });

  it('are found with a byte order mark, and with bytes that are no UTF-8', () => {
    const [found] = foundIn(`\ufeff${RECEIPT}`);
    expect(found?.message).toContain('is not plain UTF-8');
    expect(found?.fix).toBeUndefined();
    const bytes = Buffer.from(RECEIPT);
    bytes[bytes.indexOf('app')] = 0xff;
    expect(foundIn(bytes)).toHaveLength(1);
    const laidOut = Buffer.concat([bytes, Buffer.from('\n')]);
    expect(foundIn(laidOut)).toHaveLength(1);
    expect(foundIn(laidOut)[0]?.fix).toBeUndefined();
  });

  it('have the place in UTF-16 behind characters of several bytes', () => {
    const wide = JSON.stringify({ ...(JSON.parse(RECEIPT) as object), component: '💾 ü' });
    expect(foundIn(wide)).toEqual([]);
    expect(foundIn(`${wide} `)[0]?.range).toEqual({ start: wide.length, end: wide.length + 1 });
  });

  it.each([
    ['nothing', ''],
    ['no JSON', '{"receipt": '],
    ['a list', `[${RECEIPT} ]`],
    ['something else with evidence', '{"evidence": [], "receipt": "x"}'],
    ['a package', '{"name": "x",\n"version": "1"}'],
    ['deep arrays', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    ['one long line', `"${'a'.repeat(1_000_000)}"`],
    ['null', 'null'],
  ])('are not meant by %s', (_, text) => {
    expect(foundIn(text)).toEqual([]);
  });

  it('are not looked into more deeply than any goes', () => {
    const withDepth = (depth: number): string =>
      RECEIPT.replace('"missing":[]', `"missing":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}`);
    expect(foundIn(withDepth(64))).toEqual([]);
    expect(foundIn(withDepth(65))[0]?.message).toContain('is 65 levels deep');
    const [found] = foundIn(withDepth(50_001));
    expect(found?.message).toContain('is 50001 levels deep');
    expect(found?.fix).toBeUndefined();
  });

  it('are not meant by a file that is larger than any of them', async () => {
    const tree = memoryTree({ 'a.json': RECEIPT.padEnd(8 * 1024 * 1024 + 1) });
    const inputs = { ...inputsOf({ files: {}, before: {}, says: [] }), tree };
    expect((await checkCovenant(inputs, { rules: [oneCanonicalisation] })).findings).toEqual([]);
  });

  it('are looked for in JSON alone', () => {
    const concerns = (path: string): boolean =>
      oneCanonicalisation.concerns({ path, kind: 'file', size: 1, id: path });
    expect(['a.json', 'x/receipt.json'].map(concerns)).toEqual([true, true]);
    expect(['a.vmproof', 'json', 'a.json5'].map(concerns)).toEqual([false, false, false]);
    expect(oneCanonicalisation.mayBreak?.test(RECEIPT)).toBe(true);
    expect(oneCanonicalisation.mayBreak?.test(ENTRY)).toBe(true);
  });
});
