import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { isLink, parseLinks, parsePeople } from '../../../../core/remembrancer/receipt/index.ts';

const SPEC = readFileSync(join(import.meta.dirname, '../../../../ledger-schema/SPEC.md'), 'utf8');
interface Schema {
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly enum?: readonly string[];
}
const schemaOf = (path: string): Schema =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../../../..', path), 'utf8')) as Schema;
const LINK = { rel: 'affects', target: 'src/**' };

describe('links in JSON', () => {
  it('are read as they are', () => {
    expect(parseLinks(JSON.stringify([LINK, { rel: 'status', target: 'rejected' }]))).toEqual([
      LINK,
      { rel: 'status', target: 'rejected' },
    ]);
    expect(parseLinks('')).toEqual([]);
  });

  it.each([
    ['it is not JSON', '{'],
    ['must be array', '{}'],
    ['/0 must be object', '[1]'],
    ['/0/rel must be equal to one of the allowed values', '[{"rel":"supercedes","target":"x"}]'],
    ['/0/rel must be equal to one of the allowed values', '[{"rel":"retired-log-key","target":"x"}]'],
    ["/0 must have required property 'target'", '[{"rel":"affects"}]'],
    ['/0/target must NOT have fewer than 1 characters', '[{"rel":"affects","target":""}]'],
    ['/0/target must match pattern', '[{"rel":"affects","target":"a\\nb"}]'],
    ['/0/target must NOT have more than 500', JSON.stringify([{ ...LINK, target: 'x'.repeat(501) }])],
    ['/0 must not have the property "id"', '[{"rel":"affects","target":"x","id":1}]'],
    ['must NOT have more than 256 items', JSON.stringify(Array(257).fill(LINK))],
  ])('are refused: %s', (problem, text) => {
    expect(() => parseLinks(text)).toThrow(problem);
    expect(() => parseLinks(text)).toThrow('a list of {"rel", "target"} in JSON');
  });

  it.each([
    ...[
      'status',
      'alias',
      'revises',
      'supersedes',
      'amends',
      'relates-to',
      'affects',
      'decides',
      'decided-by',
    ],
    ...['environment', 'pull-request'],
  ])('can say what SPEC.md has: %s', (rel) => {
    const [, section] = /^- \*\*Links between records\*\*(.*?)^## /msu.exec(SPEC) ?? [];
    expect(section).toContain(`\`${rel}\``);
    expect(isLink({ rel, target: 'x' })).toBe(true);
  });

  it('are told one by one', () => {
    expect(isLink(LINK)).toBe(true);
    expect(isLink({ ...LINK, target: 'turned \u202e round' })).toBe(false);
  });
});

it('links and people are given as the ledger has them', () => {
  const receipt = schemaOf('ledger-schema/receipt.schema.json');
  const links = schemaOf('core/remembrancer/receipt/links.schema.json');
  const { rel } = links.items!.properties!;
  const inReceipt = receipt.properties!['links']!;
  const properties = { ...inReceipt.items!.properties, rel };
  expect(links).toMatchObject({ ...inReceipt, items: { ...inReceipt.items, properties } });
  expect(links.$defs!['line']).toEqual(receipt.$defs!['line']);
  expect(() => parseLinks('{')).toThrow(`rel being one of ${rel!.enum!.join(', ')}:`);
  const { $defs, properties: ofPeople } = schemaOf('ledger-schema/people.schema.json');
  const people = schemaOf('core/remembrancer/receipt/people-given.schema.json');
  expect(people).toMatchObject({ $defs, ...ofPeople!['people'] });
});

describe('people in JSON', () => {
  it('are read as they are', () => {
    const people = [
      { role: 'author', login: 'ada' },
      { role: 'approver', name: 'Grace' },
    ];
    expect(parsePeople(JSON.stringify(people))).toEqual(people);
    expect(parsePeople('')).toEqual([]);
  });

  it.each([
    ['it is not JSON', 'ada'],
    ['must be array', '"ada"'],
    ["/0 must have required property 'role'", '[{"login":"ada"}]'],
    ['/0/login must be string', '[{"role":"author","login":7}]'],
    ['must NOT have more than 256 items', JSON.stringify(Array(257).fill({ role: 'author' }))],
  ])('are refused, without a name: %s', (problem, text) => {
    expect(() => parsePeople(text)).toThrow(problem);
    expect(() => parsePeople(text)).not.toThrow('ada');
  });
});
