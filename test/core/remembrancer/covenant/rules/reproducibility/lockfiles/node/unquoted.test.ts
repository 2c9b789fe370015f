import { describe, expect, it } from '@jest/globals';

import { unquoted } from '../../../../../../../../core/remembrancer/covenant/rules/reproducibility/lockfiles/node/unquoted.ts';

describe('a scalar without its quotes', () => {
  it.each([
    ['', ''],
    ['a', 'a'],
    ["'", "'"],
    ['"', '"'],
    ["''", ''],
    ['""', ''],
    ["'a'", 'a'],
    ['"a"', 'a'],
    ["'a", "'a"],
    ["a'", "a'"],
    ['"a', '"a'],
    ['a"', 'a"'],
    ["'it''s'", "it's"],
    ["it''s", "it''s"],
    ['"a\\"b\\\\c\\/d\\e"', 'a"b\\c/d\\e'],
    ["'a\\\"b'", 'a\\"b'],
    ['a\\"b', 'a\\"b'],
  ])('%s is %s', (text, expected) => {
    expect(unquoted(text)).toBe(expected);
  });
});
