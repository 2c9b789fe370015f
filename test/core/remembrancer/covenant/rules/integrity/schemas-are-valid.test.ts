import { readdirSync, readFileSync } from 'node:fs';

import { beforeAll, describe, expect, it } from '@jest/globals';

import { toBase64, utf8 } from '../../../../../../core/common/bytes.ts';
import { schemasAreValid } from '../../../../../../core/remembrancer/covenant/rules/integrity/schemas-are-valid.ts';
import { appendRecords, parseSignerKey } from '../../../../../../core/remembrancer/ledger/index.ts';
import { makeProof, type Proof } from '../../../../../../core/remembrancer/proof/index.ts';
import { makeReceipt } from '../../../../../../core/remembrancer/receipt/index.ts';
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
      'x-ours': { type: 7, a: { pattern: '(' } },
      default: { pattern: '(', $ref: '#/gone' },
      not: { pattern: '^\\-$', anyOf: [{ pattern: '[\\u{10000}-\\u{10001}]' }] },
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
    [
      'a pattern that is none, further in',
      { properties: { a: { properties: { b: { pattern: '(' } } } } },
      '/properties/a/properties/b/pattern',
    ],
    ['a reference into a text', { title: 'a', $ref: '#/title/0' }, '/$ref'],
    ['a reference into null', { default: null, $ref: '#/default/x' }, '/$ref'],
    ['a reference with a % that is none', { $ref: '#/%zz' }, '/$ref'],
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

  it('is left alone where its dialect has no such keyword, whatever stands there', async () => {
    const $defs = { a: null, b: true, c: { pattern: ['('] } };
    expect(await found({ $schema: NAMES['draft-07'], $defs })).toEqual([]);
  });

  it('has names by $id in older dialects, which begin no new resource', async () => {
    const inner = {
      $id: 'inner',
      definitions: { x: {} },
      not: { $id: '#a', not: { $ref: '#/definitions/x' } },
    };
    const $schema = NAMES['draft-07'];
    expect(await found({ $schema, definitions: { inner }, not: { $ref: '#a' } })).toEqual([]);
    expect(await found({ $schema, definitions: { inner }, not: { $ref: '#inner' } })).toEqual([
      'The JSON Schema is not valid: /not/$ref the reference #inner leads to nothing in the file',
    ]);
    const deep = { $id: 'inner', $defs: { x: {} }, not: { not: { $ref: '#/$defs/x' } } };
    expect(await found({ $schema: NAMES['2020-12'], $defs: { deep } })).toEqual([]);
    expect(
      await found({ $schema: NAMES['draft-04'], definitions: { a: { id: '#b' } }, not: { $ref: '#b' } }),
    ).toEqual([]);
  });

  it.each([
    ['[]', 'it is neither an object nor a boolean', undefined],
    ['null', 'it is neither an object nor a boolean', undefined],
    ['7', 'it is neither an object nor a boolean', undefined],
    ['{"$schema": 1}', '/$schema it must be string', 13],
    ['{"required": [1]}', '/required/0 must be string', 15],
  ])('that is %s is told what is wrong: %s', async (text, what, column) => {
    const { findings } = await checkRule(schemasAreValid, { 'a.schema.json': text });
    expect(findings.map((finding) => [finding.message, finding.column, finding.remedy])).toEqual([
      [
        `The JSON Schema is not valid: ${what}`,
        column,
        'Correct it, or name the dialect that it is written in.',
      ],
    ]);
  });

  it('has its fault where it is', async () => {
    const text = '{\r\n  "title": "ü😀 \\" {",\r\n  "x": [1, {}], "type": "strin"}';
    const { findings } = await checkRule(schemasAreValid, { 'a.schema.json': text });
    expect(findings).toMatchObject([{ line: 3, column: 25, endLine: 3, endColumn: 32 }]);
  });

  it('that is no JSON is found, where it ends to be', async () => {
    const { findings } = await checkRule(schemasAreValid, { 'a.schema.json': '{\n  "a": }' });
    expect(findings).toMatchObject([{ line: 2, column: 8 }]);
    expect(findings[0]?.message).toBe("The JSON Schema is not JSON: Unexpected token '}'");
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

  it('in a dialect that is not known is told by its name', async () => {
    expect(await found({ $schema: 'https://example.org/dialect' })).toEqual([
      'The JSON Schema cannot be judged: its dialect https://example.org/dialect is not known',
    ]);
  });

  it.each([
    ['of another dialect', { $schema: 'https://example.org/dialect' }],
    ['of draft-03', { $schema: 'http://json-schema.org/draft-03/schema#' }],
    ['of a part of one', { $schema: 'http://json-schema.org/draft-07/schema#/definitions' }],
    ['of one behind a word', { $schema: 'see http://json-schema.org/draft-07/schema' }],
    ['of none behind a word', { $schema: 'see http://json-schema.org/schema' }],
    ['of a part of none', { $schema: 'http://json-schema.org/schema#/definitions' }],
  ])('%s cannot be judged', async (_, schema) => {
    const { report } = await checkRule(schemasAreValid, { 'a.schema.json': JSON.stringify(schema) });
    expect(report?.outcome).toBe('cannot-tell');
  });

  it.each([
    ['levels', `${'{"not":'.repeat(300)}{}${'}'.repeat(300)}`, 'it has more than 200 levels'],
    [
      'values',
      JSON.stringify({ enum: Array.from({ length: 300_000 }, (_, n) => n) }),
      'it has more than 300000 values',
    ],
  ])('beyond the bounds cannot be judged: %s', async (_, text, why) => {
    const { findings, report } = await checkRule(schemasAreValid, { 'a.schema.json': text });
    expect(findings.map(({ message }) => message)).toEqual([
      `Whether the JSON Schema is one cannot be told: ${why}`,
    ]);
    expect(report?.outcome).toBe('cannot-tell');
  });

  it('that names no version is judged by any', async () => {
    expect(await found({ $schema: 'http://json-schema.org/schema', minimum: 1 })).toEqual([]);
    expect(await found({ $schema: 'http://json-schema.org/schema', type: 'strin' })).toHaveLength(1);
    expect(await found({ $schema: 'http://json-schema.org/schema#', pattern: '(' })).toHaveLength(1);
  });

  it.each([
    ['one that only speaks of schemas', { see: 'http://json-schema.org/draft-07/schema#', type: 'strin' }],
    ['one that has a schema', { $schema: 'https://example.org/x.json', type: 'strin' }],
    ['one that names two', { $schema: [NAMES['draft-07']], type: 'strin' }],
    ['one that speaks of it in `$schema`', { $schema: `see ${NAMES['draft-07']}`, type: 'strin' }],
    ['one that names a part of a dialect', { $schema: `${NAMES['draft-07']}/definitions`, type: 'strin' }],
    ['a text', NAMES['draft-07']],
    ['null beside one', [null, NAMES['draft-07']]],
    ['one in itself', { components: { $schema: NAMES['draft-07'], type: 'strin' } }],
  ])('is no other JSON: %s', async (_, value) => {
    expect(await found(JSON.stringify(value), 'a.json')).toEqual([]);
  });

  it('is no other file, no broken JSON under another name, and no data however large', async () => {
    const text = JSON.stringify({ $schema: NAMES['draft-07'], type: 'strin' });
    expect(await found(text, 'a.json')).toHaveLength(1);
    expect(await found(text.replaceAll('/', '\\/'), 'a.json')).toHaveLength(1);
    expect(await found(Buffer.from(`\ufeff${text}`, 'utf16le'), 'a.json')).toHaveLength(1);
    expect(await found(text.padEnd(8 * 1024 * 1024), 'a.json')).toHaveLength(1);
    expect(await found({ $schema: 'http://json-schema.org/schema', type: 'strin' }, 'a.json')).toHaveLength(
      1,
    );
    expect(await found(text, 'a.txt')).toEqual([]);
    expect(await found(text, 'a.schema.json.txt')).toEqual([]);
    expect(await found('{}', 'a.vmproof.txt')).toEqual([]);
    expect(await found(text, 'a.json.txt')).toEqual([]);
    expect(await found(text.slice(1), 'a.json')).toEqual([]);
    const large = text + ' '.repeat(8 * 1024 * 1024);
    expect(await found(large, 'a.json')).toEqual([]);
    expect(await found(large, 'a.schema.json')).toEqual([expect.stringContaining('8388608')]);
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
    'test/fixtures/corrupt.schema.json',
    'fixtures/broken.schema.json',
    'test/bad.schema.json',
    'bad/tests/a.schema.json',
    'test-data/corrupted.schema.json',
    'test_data/invalid/a.schema.json',
  ])('is known by its path: %s', async (path) => {
    expect(await found('7', path)).toEqual([]);
  });

  it.each([
    'values-invalid.schema.json',
    'testdata/a.schema.json',
    'testdata/badge.schema.json',
    'testdata/forbad.schema.json',
    'latest/bad/a.schema.json',
  ])('is not %s', async (path) => {
    expect(await found('7', path)).toHaveLength(1);
  });
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
    const { findings } = await checkRule(schemasAreValid, { 'x.json': JSON.stringify({ ...receipt, v: 2 }) });
    expect(findings).toMatchObject([
      {
        message:
          'The receipt cannot be judged: It has version 2 of its format, and this VaultMesh reads up to version 1; update VaultMesh',
        cannotTell: true,
      },
    ]);
  });

  it('a receipt is told what is wrong, whatever the names in it look like', async () => {
    const { name, ...subject } = (receipt['subjects'] as { readonly name: string }[])[0]!;
    expect(name).toBe('app.tar.gz');
    const subjects = [{ ...subject, name: 'a /b c' }];
    expect(await found({ ...receipt, subjects: [...subjects, ...subjects] }, 'x.json')).toEqual([
      'The receipt is not valid: "a /b c" is there twice',
    ]);
  });

  it.each([
    [['component', 'subjects', 'evidence', 'id', 'kind'], 1],
    [['component', 'subjects', 'evidence', 'missing', 'v'], 1],
    [['component', 'subjects', 'evidence', 'v', 'time'], 1],
    [['component', 'subjects', 'evidence', 'id'], 0],
    [['subjects', 'evidence', 'id', 'kind', 'missing', 'v', 'time'], 0],
  ])('is meant by %j: %d', async (names, count) => {
    const value = Object.fromEntries(names.map((name) => [name, name === 'v' ? 1 : []]));
    expect(await found(value, 'x.json')).toHaveLength(count);
  });

  it('a receipt has its fault where it is', async () => {
    const text = JSON.stringify({ ...receipt, kind: 7 }, null, 2);
    const { findings } = await checkRule(schemasAreValid, { 'x.json': text });
    const line = text.split('\n').findIndex((each) => each.includes('"kind": 7')) + 1;
    expect(findings).toMatchObject([
      {
        ...{ line, column: 11, endColumn: 12 },
        message: expect.stringMatching(/^The receipt is not valid: \/kind must /),
        remedy: 'Put back the file as it was made: it is not edited by hand.',
      },
    ]);
  });

  it('JSON with some of its members is none', async () => {
    expect(await found({ subjects: [], evidence: [] }, 'x.json')).toEqual([]);
    expect(await found([receipt, { subjects: 1, evidence: 1 }], 'x.json')).toEqual([]);
  });

  it('a proof that was edited is found', async () => {
    const text = makeProof(proof);
    expect(await found(text.trimEnd(), 'x.vmproof')).toHaveLength(1);
    expect(await found('{}', 'x.vmproof')).toHaveLength(1);
    expect(await found(text.replace('{"evidence"', '{"a.b":1,"evidence"'), 'x.vmproof')).toEqual([
      'The proof is not valid: It is not a VaultMesh proof: the document must not have the property "a.b"',
    ]);
    expect(await found('', 'x.vmproof')).toEqual([
      'The proof is not valid: It is not a VaultMesh proof: it is not JSON',
    ]);
    expect(await found('{"format":{"toString":1,"valueOf":1}}', 'x.vmproof')).toEqual([
      expect.stringMatching(/^The proof is not valid: It is not a VaultMesh proof: /),
    ]);
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

  it('a proof of one artifact of two is right for each of them, and for no third', async () => {
    const { proof: first, store, signerKey } = await recordedRelease();
    const other = { name: 'other.tar.gz', sha256: '1'.repeat(64), size: 7 };
    const made = makeReceipt({
      id: 'release:v2.0.0',
      kind: 'release',
      component: 'app',
      version: '2.0.0',
      time: new Date('2026-11-20T09:31:00Z'),
      subjects: [first.subject, other],
      evidence: [],
      missing: [],
    });
    const [appended] = await appendRecords(
      store,
      parseSignerKey(signerKey),
      [{ receipt: made, evidence: [] }],
      { random: () => 0 },
    );
    const of = (subject: Proof['subject']): string => makeProof({ ...appended!, subject, evidence: [] });
    expect(await found(of(first.subject), 'x.vmproof')).toEqual([]);
    expect(await found(of(other), 'x.vmproof')).toEqual([]);
    expect(await found(of({ ...other, sha256: '2'.repeat(64) }), 'x.vmproof')).toHaveLength(1);
  });

  it('a proof of another artifact is found', async () => {
    const subject = { ...proof.subject, sha256: '0'.repeat(64) };
    expect(await found(makeProof({ ...proof, subject }), 'x.vmproof')).toEqual([
      expect.stringMatching(/is not about app\.tar\.gz with this digest and size$/),
    ]);
  });

  it.each([
    ['name', 'other.tar.gz'],
    ['size', 7],
  ])('a proof with another %s is found', async (member, value) => {
    const subject = { ...proof.subject, [member]: value };
    expect(await found(makeProof({ ...proof, subject }), 'x.vmproof')).toHaveLength(1);
  });

  it('a proof with later receipts is right when all of them are', async () => {
    const { receipt: first, tlogProof } = proof;
    const right = { receipt: first, evidence: [], tlogProof };
    const wrong = { ...right, receipt: utf8(JSON.stringify({ ...receipt, version: '2.0.0' })) };
    expect(await found(makeProof({ ...proof, later: [right] }), 'x.vmproof')).toEqual([]);
    expect(await found(makeProof({ ...proof, later: [right, wrong, right] }), 'x.vmproof')).toEqual([
      'The proof is not valid: the receipt of release:v1.0.0 is not what entry 0 of its checkpoint has the digest of',
    ]);
  });

  it('a proof with broken later evidence is found', async () => {
    const later = { receipt: proof.receipt, evidence: [], tlogProof: 'no proof' };
    expect(await found(makeProof({ ...proof, later: [later] }), 'x.vmproof')).toEqual([
      'The proof is not valid: The inclusion proof is malformed: its first line is not "c2sp.org/tlog-proof@v1" (C2SP tlog-proof)',
    ]);
    const another = { ...later, receipt: utf8('{}') };
    expect(await found(makeProof({ ...proof, later: [another] }), 'x.vmproof')).toEqual([
      "The proof is not valid: A later receipt is not a receipt: the document must have required property 'v'",
    ]);
  });

  it('a proof of a later format cannot be judged', async () => {
    const text = makeProof(proof).replace('vaultmesh-proof/1', 'vaultmesh-proof/2');
    const { report } = await checkRule(schemasAreValid, { 'x.vmproof': text });
    expect(report?.outcome).toBe('cannot-tell');
  });

  it('base64 of anything is no receipt', async () => {
    const text = makeProof(proof).replace(toBase64(proof.receipt), toBase64(utf8('{}')));
    expect(await found(text, 'x.vmproof')).toEqual([
      "The proof is not valid: Its receipt is not a receipt: the document must have required property 'v'",
    ]);
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
