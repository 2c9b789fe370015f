import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fromUtf8, sha256Hex, utf8 } from '../../../../core/common/bytes.ts';
import { canonicalJsonBytes, type Json } from '../../../../core/common/canonical-json.ts';
import {
  entryOf,
  type EvidenceFile,
  evidenceFileName,
  makeReceipt,
  parseEntry,
  parseReceipt,
  receiptBytes,
  type ReceiptContent,
  sealPeople,
} from '../../../../core/remembrancer/receipt/index.ts';

const DIGEST = 'a'.repeat(64);
const evidence: EvidenceFile[] = [
  { layer: 'openpgp', n: 1, subject: 'app.tar.gz', content: utf8('signature') },
  { layer: 'openpgp-key', n: 1, content: utf8('key') },
  { layer: 'rfc3161', n: 1, subject: 'app.tar.gz', content: utf8('token') },
  { layer: 'rfc3161', n: 2, subject: 'app.tar.gz', content: utf8('token of another authority') },
];
const content: ReceiptContent = {
  id: 'release:v1.0.0',
  kind: 'release',
  component: 'app',
  version: 'v1.0.0',
  time: new Date('2026-11-20T09:30:00.750Z'),
  subjects: [{ name: 'app.tar.gz', sha256: DIGEST, sha512: 'b'.repeat(128), size: 12 }],
  source: { repository: 'github.com/acme/app', commit: 'c'.repeat(40), ref: 'refs/tags/v1.0.0' },
  context: { what: 'a release', why: 'it was time — 🎉' },
  evidence,
  missing: [{ layer: 'sigstore', reason: 'unreachable', detail: 'Fulcio did not answer in 20 s.' }],
  links: [{ rel: 'decision', target: 'docs/adr/0001.md' }],
  people: sealPeople([{ role: 'author', login: 'ada' }], new Uint8Array(16).fill(7)),
};

describe('a receipt', () => {
  it('says the time in whole seconds, and takes evidence and people in by digest only', () => {
    const receipt = makeReceipt(content);
    expect(receipt.time).toBe('2026-11-20T09:30:00Z');
    expect(receipt.evidence[0]).toEqual({
      layer: 'openpgp',
      n: 1,
      subject: 'app.tar.gz',
      sha256: sha256Hex('signature'),
    });
    expect(fromUtf8(receiptBytes(receipt))).not.toContain('ada');
    expect(receipt.people?.sha256).toBe(sha256Hex(content.people!));
  });

  it('is read back from its canonical bytes the same', () => {
    const receipt = makeReceipt(content);
    expect(parseReceipt(receiptBytes(receipt))).toEqual(receipt);
  });

  it('is refused with the name of the file when it has half a surrogate pair, which no canonical form has', () => {
    const text = fromUtf8(receiptBytes(makeReceipt({ ...content, context: { what: 'half' } })));
    expect(() => parseReceipt(utf8(text.replace('"half"', '"\\ud800"')), 'receipts/000/0.json')).toThrow(
      expect.objectContaining({
        code: 'verification-failed',
        message: expect.stringMatching(/^receipts\/000\/0\.json is not a receipt: .*RFC 8785/u),
      }),
    );
  });

  it('is refused in any other form of the same JSON', () => {
    const receipt = makeReceipt(content);
    expect(() => parseReceipt(utf8(JSON.stringify(receipt)))).toThrow('not in canonical form');
    expect(() => parseReceipt(utf8(`${fromUtf8(receiptBytes(receipt))}\n`), 'receipts/000/0.json')).toThrow(
      'receipts/000/0.json is not a receipt: it is not in canonical form',
    );
  });

  it.each([
    ['an operation id with white space', { id: 'release v1' }, '/id'],
    ['an operation id of 201 characters', { id: 'x'.repeat(201) }, '/id'],
    ['an operation id outside of ASCII', { id: 'release:é' }, '/id'],
    ['a digest of 40 digits', { subjects: [{ name: 'a', sha256: 'a'.repeat(40) }] }, '/subjects/0/sha256'],
    ['an empty digest', { subjects: [{ name: 'a', sha256: '' }] }, '/subjects/0/sha256'],
    ['a digest in capitals', { subjects: [{ name: 'a', sha256: 'A'.repeat(64) }] }, '/subjects/0/sha256'],
    ['a name with a newline', { component: 'a\nb' }, '/component'],
    ['a name that turns the direction of text', { version: 'v1\u202e0' }, '/version'],
    ['a size below zero', { subjects: [{ name: 'a', sha256: DIGEST, size: -1 }] }, '/subjects/0/size'],
    [
      'two subjects of one name',
      {
        subjects: [
          { name: 'app.tar.gz', sha256: DIGEST },
          { name: 'app.tar.gz', sha256: DIGEST },
        ],
      },
      '"app.tar.gz" is there twice',
    ],
    [
      'two pieces of evidence of one number',
      { evidence: [evidence[0]!, evidence[0]!] },
      '"openpgp-1" is there twice',
    ],
    [
      'evidence on what is no subject',
      { evidence: [{ ...evidence[0]!, subject: 'b' }] },
      'which is no subject',
    ],
    ['evidence number 0', { evidence: [{ ...evidence[0]!, n: 0 }] }, '/evidence/0/n'],
    ['a kind with capitals', { kind: 'Release' as 'release' }, '/kind'],
  ])('is not made with %s', (_, change, where) => {
    const make = (): unknown => makeReceipt({ ...content, ...change });
    expect(make).toThrow(where);
    expect(make).toThrow(expect.objectContaining({ code: 'usage' }));
  });

  it.each([
    ['a day that does not exist', { time: '2025-01-32T00:00:00Z' }, 'does not exist'],
    ['a month of XX', { time: '2025-01-XXT00:00:00Z' }, '/time'],
    ['a member that the format does not know', { more: 1 }, 'must not have the property "more"'],
    ['a version that never was', { v: 0 }, '/v'],
    ['a version of the format to come', { v: 2 }, 'has version 2 of its format'],
    ['no subjects', { subjects: undefined }, "required property 'subjects'"],
  ])('is not read with %s', (_, change, message) => {
    const value = { ...makeReceipt(content), ...change } as unknown as Json;
    expect(() => parseReceipt(canonicalJsonBytes(value))).toThrow(message);
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['bytes', Uint8Array.of(0xff)],
    ['a list', utf8('[]')],
    ['null', utf8('null')],
  ])('is not read from %s', (_, bytes) => {
    expect(() => parseReceipt(bytes)).toThrow('The receipt is not a receipt');
  });

  it('of a kind that is not known yet is read', () => {
    const value = { ...makeReceipt(content), kind: 'sbom' } as unknown as Json;
    expect(parseReceipt(canonicalJsonBytes(value)).kind).toBe('sbom');
  });
});

describe('an entry', () => {
  it('is the JCS of five members that the receipt determines, and small', () => {
    const receipt = makeReceipt(content);
    const entry = entryOf(receipt);
    expect(fromUtf8(entry)).toBe(
      `{"id":"release:v1.0.0","kind":"release","receipt":"${sha256Hex(receiptBytes(receipt))}","t":"2026-11-20T09:30:00Z","v":1}`,
    );
    expect(parseEntry(entry)).toMatchObject({ id: 'release:v1.0.0', v: 1 });
    const longest = entryOf(makeReceipt({ ...content, id: 'x'.repeat(200) }));
    expect(longest.length).toBeLessThan(400);
  });

  it('changes with every change of the receipt', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
        const [one, other] = [a, b].map((what) => entryOf(makeReceipt({ ...content, context: { what } })));
        expect(fromUtf8(one!) === fromUtf8(other!)).toBe(a === b);
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    ['in another order', '{"v":1,"id":"a","kind":"release","receipt":"R","t":"2026-11-20T09:30:00Z"}'],
    [
      'with another member',
      '{"id":"a","kind":"release","more":1,"receipt":"R","t":"2026-11-20T09:30:00Z","v":1}',
    ],
    ['without a receipt', '{"id":"a","kind":"release","t":"2026-11-20T09:30:00Z","v":1}'],
    ['that is not JSON', 'entry'],
  ])('%s is refused', (_, text) => {
    expect(() => parseEntry(utf8(text.replace('R', DIGEST)), 'Entry 7')).toThrow('Entry 7 is not an entry');
  });
});

describe('evidence files', () => {
  it('are named by layer, number and kind of content', () => {
    expect(evidence.map(evidenceFileName)).toEqual([
      'openpgp-1.asc',
      'openpgp-key-1.asc',
      'rfc3161-1.tsr',
      'rfc3161-2.tsr',
    ]);
    expect(evidenceFileName({ layer: 'sigstore', n: 3 })).toBe('sigstore-3.json');
  });
});
