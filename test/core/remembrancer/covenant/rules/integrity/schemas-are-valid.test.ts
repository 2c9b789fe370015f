import { readdirSync, readFileSync } from 'node:fs';

import { beforeAll, describe, expect, it } from '@jest/globals';

import { toBase64, utf8 } from '../../../../../../core/common/bytes.ts';
import { schemasAreValid } from '../../../../../../core/remembrancer/covenant/rules/integrity/schemas-are-valid.ts';
import { makeProof, type Proof } from '../../../../../../core/remembrancer/proof/index.ts';
import { recordedRelease } from '../../../verify/recorded-release.ts';
import { checkRule } from '../proof-chain/check-rule.ts';
import { processorTime } from './processor-time.ts';

const NAMES = {
  'draft-04': 'http://json-schema.org/draft-04/schema#',
  'draft-06': 'http://json-schema.org/draft-06/schema#',
  'draft-07': 'http://json-schema.org/draft-07/schema#',
  '2019-09': 'https://json-schema.org/draft/2019-09/schema',
  '2020-12': 'https://json-schema.org/draft/2020-12/schema',
};

const found = async (content: string | Uint8Array | object, path = 'a.schema.json'): Promise<string[]> => {
  const isBytes = typeof content === 'string' || content instanceof Uint8Array;
  const text = isBytes ? content : JSON.stringify(content);
  return (await checkRule(schemasAreValid, { [path]: text })).findings.map(({ message }) => message);
};

describe.each(Object.entries(NAMES))('a schema of %s', (_, $schema) => {
  it('that is right is no finding', async () => {
    const schema = {
      $schema,
      type: 'object',
      definitions: { name: { type: 'string', pattern: '^\\p{L}+$', format: 'no-such-format' } },
      properties: { a: { $ref: '#/definitions/name' }, $ref: { type: ['string', 'null'] }, b: { $ref: '#' } },
      patternProperties: { '^x-': {} },
      additionalProperties: false,
      required: ['a'],
      'x-ours': { type: 7 },
      enum: [{ $ref: '#/gone', pattern: '(' }],
    };
    expect(await found(schema)).toEqual([]);
    expect(await found(schema, 'schemas/a.json')).toEqual([]);
  });

  it.each([
    ['a type that there is not', { properties: { a: { type: 'strin' } } }, '/properties/a/type'],
    ['a number below none', { items: { minLength: -1 } }, '/items/minLength'],
    ['a name for a list', { required: 'a' }, '/required'],
    ['a list for names', { properties: [] }, '/properties'],
    ['a pattern that is none', { properties: { 'a/b~c': { pattern: '(' } } }, '/properties/a/b~c/pattern'],
    ['a name that is no pattern', { patternProperties: { '[': {} } }, '/patternProperties/['],
    ['a reference to nothing', { allOf: [{ $ref: '#/definitions/gone' }] }, '/allOf/0/$ref'],
    ['a reference to no name', { not: { $ref: '#gone' } }, '/not/$ref'],
  ])('with %s is found', async (__, wrong, pointer) => {
    expect(await found({ $schema, ...wrong })).toEqual([
      expect.stringMatching(/^The JSON Schema is not valid: /),
    ]);
    expect((await found({ $schema, ...wrong }, 'x.json'))[0]).toContain(pointer);
  });
});

describe('a schema', () => {
  it('may be a boolean, and be of any dialect when it names none', async () => {
    expect(await found('true')).toEqual([]);
    expect(await found({ type: 'string', items: [{}] })).toEqual([]);
    expect(await found({ prefixItems: [{}], $dynamicRef: '#' })).toEqual([]);
    expect(await found({ type: 'nothing' })).toHaveLength(1);
  });

  it('is judged by its own dialect', async () => {
    const old = { minimum: 1, exclusiveMinimum: true };
    expect(await found({ $schema: NAMES['draft-04'], ...old })).toEqual([]);
    expect(await found({ $schema: NAMES['draft-07'], ...old })).toHaveLength(1);
    expect(await found({ $schema: NAMES['2019-09'], items: [{}] })).toEqual([]);
    expect(await found({ $schema: NAMES['2020-12'], items: [{}] })).toHaveLength(1);
    expect(await found({ $schema: 'http://json-schema.org/schema#', ...old })).toEqual([]);
  });

  it('finds references within the file, from the nearest $id or the root, and leaves others alone', async () => {
    const $schema = NAMES['2020-12'];
    const inner = { $id: 'inner', $defs: { x: { $anchor: 'here' } }, $ref: '#/$defs/x' };
    expect(await found({ $schema, $defs: { inner, 'a/b %': {} }, $ref: '#/$defs/a~1b%20%25' })).toEqual([]);
    expect(await found({ $schema, $defs: { inner }, allOf: [{ $ref: '#here' }] })).toEqual([]);
    expect(await found({ $schema, $ref: 'other.json#/gone', not: { $ref: 'https://a.example/#x' } })).toEqual(
      [],
    );
  });

  it('has its fault where it is', async () => {
    const text = '{\r\n  "title": "ü😀 \\" {",\r\n  "x": [1, {}], "type": "strin"}';
    const { findings } = await checkRule(schemasAreValid, { 'a.schema.json': text });
    expect(findings).toMatchObject([{ line: 3, column: 25, endLine: 3, endColumn: 32 }]);
  });

  it('that is no JSON is found, where it ends to be', async () => {
    const { findings } = await checkRule(schemasAreValid, { 'a.schema.json': '{\n  "a": }' });
    expect(findings).toMatchObject([{ line: 2, column: 8 }]);
    expect(findings[0]?.message).toMatch(/^The JSON Schema is not JSON: /);
  });

  it.each([
    ['nothing', ''],
    ['half of one', '{"type": "string"'],
    ['a comment', '// a\n{}'],
    ['a NUL', '\0'],
    ['no UTF-8', Buffer.from([0x7b, 0xff, 0x7d])],
    ['a list', '[]'],
    ['null', 'null'],
    ['a number for $schema', '{"$schema": 1}'],
    ['one long line', 'x'.repeat(1024 * 1024)],
  ])('that is %s is found', async (_, content) => {
    expect(await found(content)).toHaveLength(1);
  });

  it('with a byte order mark, or in UTF-16, is read', async () => {
    expect(await found('\ufeff{}')).toEqual([]);
    expect(await found(Buffer.from('\ufeff{"type": "strin"}', 'utf16le'))).toHaveLength(1);
  });

  it.each([
    ['of another dialect', { $schema: 'https://example.org/dialect' }],
    ['of draft-03', { $schema: 'http://json-schema.org/draft-03/schema#' }],
  ])('%s cannot be judged', async (_, schema) => {
    const { report } = await checkRule(schemasAreValid, { 'a.schema.json': JSON.stringify(schema) });
    expect(report?.outcome).toBe('cannot-tell');
  });

  it('beyond the bounds cannot be judged', async () => {
    const deep = `${'{"not":'.repeat(300)}{}${'}'.repeat(300)}`;
    const { report } = await checkRule(schemasAreValid, { 'a.schema.json': deep });
    expect(report?.outcome).toBe('cannot-tell');
  });

  it.each([
    ['one that only speaks of schemas', { see: 'http://json-schema.org/draft-07/schema#', type: 'strin' }],
    ['one that has a schema', { $schema: 'https://example.org/x.json', type: 'strin' }],
    ['one in itself', { components: { $schema: NAMES['draft-07'], type: 'strin' } }],
  ])('is no other JSON: %s', async (_, value) => {
    expect(await found(value, 'a.json')).toEqual([]);
  });

  it('of this project is right', async () => {
    const folder = new URL('../../../../../../ledger-schema/', import.meta.url);
    const names = readdirSync(folder).filter((name) => name.endsWith('.schema.json'));
    const files = Object.fromEntries(names.map((name) => [name, readFileSync(new URL(name, folder))]));
    expect(names.length).toBeGreaterThan(5);
    expect((await checkRule(schemasAreValid, files)).findings).toEqual([]);
  });
});

describe('what a test has to be refused', () => {
  it.each([
    'a/testdata/values-invalid.schema.json',
    'tests/bad/a.schema.json',
    'src/__fixtures__/malformed.schema.json',
  ])('is known by its path: %s', async (path) => {
    expect(await found('7', path)).toEqual([]);
  });

  it.each(['values-invalid.schema.json', 'testdata/a.schema.json', 'testdata/badge.schema.json'])(
    'is not %s',
    async (path) => {
      expect(await found('7', path)).toHaveLength(1);
    },
  );
});

describe('a receipt and a proof', () => {
  let proof: Proof;
  let receipt: Record<string, unknown>;

  beforeAll(async () => {
    ({ proof } = await recordedRelease());
    receipt = JSON.parse(Buffer.from(proof.receipt).toString()) as Record<string, unknown>;
  });

  it('that are right are no findings', async () => {
    expect(await found(proof.receipt, 'receipts/000/0.json')).toEqual([]);
    expect(await found(JSON.stringify(receipt, null, 2), 'receipt.json')).toEqual([]);
    expect(await found(makeProof(proof), 'app.tar.gz.vmproof')).toEqual([]);
  });

  it.each([
    ['an unknown member', { extra: 1 }],
    ['a time that there is not', { time: '2026-02-30T00:00:00Z' }],
    ['a subject twice', { subjects: [1, 1] }],
    ['no kind', { kind: undefined }],
    ['no list of evidence', { evidence: {} }],
  ])('a receipt with %s is found', async (_, wrong) => {
    expect(await found({ ...receipt, ...wrong }, 'x.json')).toEqual([
      expect.stringMatching(/^The receipt is not valid: /),
    ]);
  });

  it('a receipt of a later format cannot be judged', async () => {
    const { report } = await checkRule(schemasAreValid, { 'x.json': JSON.stringify({ ...receipt, v: 2 }) });
    expect(report?.outcome).toBe('cannot-tell');
  });

  it('JSON with some of its members is none', async () => {
    expect(await found({ subjects: [], evidence: [] }, 'x.json')).toEqual([]);
    expect(await found([receipt, { subjects: 1, evidence: 1 }], 'x.json')).toEqual([]);
  });

  it('a proof that was edited is found', async () => {
    const text = makeProof(proof);
    expect(await found(text.trimEnd(), 'x.vmproof')).toHaveLength(1);
    expect(await found('{}', 'x.vmproof')).toHaveLength(1);
    expect(await found('', 'x.vmproof')).toHaveLength(1);
    expect(await found(Buffer.alloc(100, 0xff), 'x.vmproof')).toEqual([
      'The proof is not valid: it is not UTF-8',
    ]);
  });

  it('a proof whose receipt is another one is found', async () => {
    const other = utf8(JSON.stringify({ ...receipt, version: '2.0.0' }));
    expect(await found(makeProof({ ...proof, receipt: other }), 'x.vmproof')).toEqual([
      expect.stringMatching(/is not what entry 0 of its checkpoint has the digest of$/),
    ]);
  });

  it('a proof whose evidence is another is found', async () => {
    const [first, ...more] = proof.evidence;
    const evidence = [{ ...first!, content: utf8('other') }, ...more];
    expect(await found(makeProof({ ...proof, evidence }), 'x.vmproof')).toEqual([
      expect.stringMatching(/does not commit to its openpgp-1\.asc$/),
    ]);
  });

  it('a proof of another artifact is found', async () => {
    const subject = { ...proof.subject, sha256: '0'.repeat(64) };
    expect(await found(makeProof({ ...proof, subject }), 'x.vmproof')).toEqual([
      expect.stringMatching(/is not about app\.tar\.gz with this digest and size$/),
    ]);
  });

  it('a proof with broken later evidence is found', async () => {
    const later = [{ receipt: proof.receipt, evidence: [], tlogProof: 'no proof' }];
    expect(await found(makeProof({ ...proof, later }), 'x.vmproof')).toHaveLength(1);
  });

  it('a proof of a later format cannot be judged', async () => {
    const text = makeProof(proof).replace('vaultmesh-proof/1', 'vaultmesh-proof/2');
    const { report } = await checkRule(schemasAreValid, { 'x.vmproof': text });
    expect(report?.outcome).toBe('cannot-tell');
  });

  it('base64 of anything is no receipt', async () => {
    const text = makeProof(proof).replace(toBase64(proof.receipt), toBase64(utf8('{}')));
    expect(await found(text, 'x.vmproof')).toHaveLength(1);
  });
});

describe('hostile JSON takes no longer than other', () => {
  const $schema = NAMES['2020-12'];
  it.each([
    ['open lists', '['.repeat(1_000_000)],
    ['deep lists', '['.repeat(500_000) + ']'.repeat(500_000)],
    ['deep schemas', `{"$schema":"${$schema}","not":${'{"not":'.repeat(190)}{}${'}'.repeat(191)}`],
    ['many values', JSON.stringify({ $schema, enum: Array.from({ length: 200_000 }, (_, n) => n) })],
    [
      'many schemas',
      JSON.stringify({ $schema, anyOf: Array.from({ length: 40_000 }, () => ({ type: 'string' })) }),
    ],
    [
      'many references',
      JSON.stringify({ $schema, anyOf: Array.from({ length: 40_000 }, () => ({ $ref: '#' })) }),
    ],
    [
      'a pattern that runs for ever',
      JSON.stringify({ $schema, pattern: '(a+)+$', default: 'a'.repeat(100_000) }),
    ],
    ['a long pattern', JSON.stringify({ $schema, pattern: '(a|'.repeat(50_000) })],
    [
      'a prototype',
      `{"$schema":"${$schema}","__proto__":{"type":"x"},"properties":{"__proto__":{"type":"string"}}}`,
    ],
    ['a long string', JSON.stringify({ $schema, title: 'x'.repeat(4_000_000), type: 'strin' })],
  ])('%s', async (_, text) => {
    expect(await processorTime(() => checkRule(schemasAreValid, { 'a.schema.json': text }))).toBeLessThan(
      4000,
    );
  });
});
