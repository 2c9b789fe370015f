import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';

import { schemaCheck, schemaProblem } from '../../../core/common/json-schema.ts';

const folder = new URL('../../../ledger-schema/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.schema.json'));

it('all formats have a schema', () => {
  expect(files).toEqual(
    ['config', 'entry', 'people', 'proof', 'receipt', 'state', 'trust'].map((name) => `${name}.schema.json`),
  );
});

it.each(files)('%s is a schema of JSON Schema 2020-12, without a keyword that nothing reads', (name) => {
  const schema = JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as object;
  const ajv = new Ajv2020({ strict: true });
  expect(ajv.validateSchema(schema)).toBe(true);
  expect(() => ajv.compile(schema)).not.toThrow();
});

it('says what is wrong, and where', () => {
  const check = schemaCheck({
    type: 'object',
    properties: { n: { type: 'integer' } },
    additionalProperties: false,
  });
  expect(check({ n: 1 })).toBeUndefined();
  expect(check({ n: 'x' })).toBe('/n must be integer');
  expect(check({ 'a\nb': 1 })).toBe('the document must not have the property "a\\nb"');
  expect(check([])).toBe('the document must be object');
  expect(check(JSON.parse('{"__proto__":1}'))).toBe('the document must not have the property "__proto__"');
});

it('says of a member too many which there are, where it is told them', () => {
  const inner = { type: 'object', properties: { n: {} }, additionalProperties: false };
  const schema = { type: 'object', properties: { a: inner, b: inner } };
  const check = schemaCheck(schema, (pointer) => (pointer === '/a' ? ['n', 'o'] : undefined));
  expect(check({ a: { x: 1 } })).toBe('/a must not have the property "x", only n, o');
  expect(check({ b: { x: 1 } })).toBe('/b must not have the property "x"');
});

it('says which name of a member is wrong', () => {
  const check = schemaCheck({ type: 'object', propertyNames: { type: 'string', pattern: '^a' } });
  expect(check({ ab: 1, 'b\n': 1 })).toBe(
    'the document has the property "b\\n", which must match pattern "^a"',
  );
});

it.each([
  [{ n: 'x' }, ['n']],
  [{ list: [1, 'x'] }, ['list', '1']],
  [{ list: [1], n: 1, 'a/b~c': 1 }, ['a/b~c']],
  [{ 'm~n/o': 'x' }, ['m~n/o']],
  [{ inner: {} }, ['inner']],
  [{ inner: { a: 1, A: 1 } }, ['inner', 'A']],
  [[], []],
])('of %j it points at %j', (value, at) => {
  const integer = { type: 'integer' };
  const inner = {
    type: 'object',
    properties: { a: {} },
    required: ['a'],
    propertyNames: { pattern: '^[a-z]$' },
  };
  const problemIn = schemaProblem({
    type: 'object',
    properties: { n: integer, 'm~n/o': integer, list: { type: 'array', items: integer }, inner },
    additionalProperties: false,
  });
  expect(problemIn(value)?.at).toEqual(at);
});
