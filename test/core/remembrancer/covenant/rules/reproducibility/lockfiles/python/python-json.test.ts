import { describe, expect, it } from '@jest/globals';

import { pythonJson } from '../../../../../../../../core/remembrancer/covenant/rules/reproducibility/lockfiles/python/python-json.ts';

const nested = (depth: number, wrap: (value: unknown) => unknown): unknown =>
  Array.from({ length: depth }).reduce<unknown>(wrap, 1);

describe('JSON as Python writes it', () => {
  it.each<[unknown, string]>([
    [null, 'null'],
    [true, 'true'],
    [false, 'false'],
    [-1, '-1'],
    [[1, 'a', []], '[1, "a", []]'],
    [{ b: 1, a: { d: 2, c: {} } }, '{"a": {"c": {}, "d": 2}, "b": 1}'],
    ['a"\\\n/ ~', '"a\\"\\\\\\n/ ~"'],
    ['ü\u007f', '"\\u00fc\\u007f"'],
    [{ '😀': 1 }, '{"\\ud83d\\ude00": 1}'],
  ])('is made of %j', (value, json) => {
    expect(pythonJson(value)).toBe(json);
  });

  it.each<[string, unknown]>([
    ['a number with a fraction', 1.5],
    ['a number that is not safe', 2 ** 53],
    ['a number of its own kind', 1n],
    ['a date', new Date(0)],
    ['a list with a date', [1, new Date(0)]],
    ['a table with a date', { a: 1, b: new Date(0) }],
  ])('is not made of %s', (_, value) => {
    expect(pythonJson(value)).toBe(undefined);
  });

  it.each<[string, (value: unknown) => unknown]>([
    ['lists', (value) => [value]],
    ['tables', (value) => ({ a: value })],
  ])('is made of 200 %s one inside the other and no more', (_, wrap) => {
    expect(pythonJson(nested(200, wrap))).toMatch(/1/);
    expect(pythonJson(nested(201, wrap))).toBe(undefined);
  });
});
