import { createHash } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import { composerHash } from '../../../../../../../../core/remembrancer/covenant/rules/reproducibility/lockfiles/others/composer-hash.ts';

const nested = (depth: number): unknown =>
  Array.from({ length: depth }).reduce<unknown>((inner) => [inner], 1);

describe('the hash of a composer.json', () => {
  it.each<[unknown, string]>([
    [{}, '{}'],
    [{ require: { b: '1', a: '2' }, name: 'x/y' }, '{"name":"x\\/y","require":{"b":"1","a":"2"}}'],
    [{ description: 'x', authors: [], name: 'x' }, '{"name":"x"}'],
    [
      { config: { platform: { php: '8.1' }, x: 1 }, name: 'x' },
      '{"config":{"platform":{"php":"8.1"}},"name":"x"}',
    ],
    [{ config: { platform: null }, name: 'x' }, '{"name":"x"}'],
    [{ config: { platform: false } }, '{"config":{"platform":false}}'],
    [{ extra: { a1: 1, '1a': [true, null], '-': {} } }, '{"extra":{"a1":1,"1a":[true,null],"-":[]}}'],
    [
      {
        version: '1',
        'require-dev': {},
        conflict: {},
        replace: {},
        provide: {},
        'minimum-stability': 'dev',
        'prefer-stable': true,
        repositories: [],
      },
      '{"conflict":[],"minimum-stability":"dev","prefer-stable":true,"provide":[],"replace":[],"repositories":[],"require-dev":[],"version":"1"}',
    ],
    [{ name: 'é😀\u0080' }, '{"name":"\\u00e9\\ud83d\\ude00\\u0080"}'],
  ])('is of what matters in %j', (manifest, text) => {
    expect(composerHash(manifest)).toBe(createHash('md5').update(text).digest('hex'));
  });

  it.each<[string, unknown]>([
    ['a number with a fraction', { extra: [1, 1.5] }],
    ['a number that is not safe', { extra: 2 ** 53 }],
    ['a key that is a number', { extra: { a: 1, 0: 1 } }],
    ['a key of several digits', { extra: { 12: 1 } }],
    ['a key that is less than nothing', { extra: { '-12': 1 } }],
    ['such a key deeper within', { name: 'x', extra: [{ a: { 1: 1 } }] }],
  ])('is none with %s', (_, manifest) => {
    expect(composerHash(manifest)).toBe(undefined);
  });

  it('is of 200 values one inside the other and no more', () => {
    expect(composerHash({ extra: nested(200) })).toMatch(/^[0-9a-f]{32}$/);
    expect(composerHash({ extra: nested(201) })).toBe(undefined);
  });
});
