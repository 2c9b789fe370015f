import { describe, expect, it } from '@jest/globals';

import {
  parsedJson,
  parsedToml,
} from '../../../../../../../core/remembrancer/covenant/rules/reproducibility/lockfiles/parsed.ts';
import { drift } from './findings-of.ts';

describe('what is parsed', () => {
  it('is as it stands there', () => {
    expect(parsedJson('a', '[{"a": null}]')).toEqual([{ a: null }]);
    expect(parsedToml('a', 'a = [1]\n')).toEqual({ a: [1] });
  });

  it.each([
    ['', 1, 'Unexpected end of JSON input'],
    ['{\n"a": 1\n"b": 2}', 3, "Expected ',' or '}' after property value"],
    ['{"a": 1,\r\n"b": x}', 2, "Unexpected token 'x'"],
    ['{\n"a": 1,\n<<<<<<< HEAD\n}', 3, 'Expected double-quoted property name'],
    ['{}\n\n}', 3, 'Unexpected non-whitespace character after JSON'],
  ])('is not JSON in a line for a reason: %j', (text, line, why) => {
    expect(() => parsedJson('a/b.lock', text)).toThrow(
      expect.objectContaining({
        path: 'a/b.lock',
        message: `a/b.lock is not JSON that can be read: line ${line}: ${why}`,
      }),
    );
  });

  it.each([
    ['a = 1\n\na = 2\n', 3, 'trying to redefine an already defined table or value'],
    ['a = 1\nb = \nc = 1', 2, 'invalid value'],
    ['<<<<<<< HEAD\n', 1, 'illegal character in key'],
  ])('is not TOML in a line for a reason: %j', (text, line, why) => {
    expect(() => parsedToml('a/b.toml', text)).toThrow(
      expect.objectContaining({
        path: 'a/b.toml',
        message: `a/b.toml is not TOML that can be read: line ${line}: ${why}`,
      }),
    );
  });

  it('says so in a finding', async () => {
    expect(
      await drift({ 'package.json': '{"a": 1,\n "dependencies": x}', 'package-lock.json': '{}' }),
    ).toEqual([
      "package.json cannot be held against a lockfile: package.json is not JSON that can be read: line 2: Unexpected token 'x'.",
    ]);
  });
});
