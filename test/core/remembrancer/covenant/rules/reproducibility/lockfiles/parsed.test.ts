import { describe, expect, it } from '@jest/globals';

import {
  parsedJson,
  parsedToml,
} from '../../../../../../../core/remembrancer/covenant/rules/reproducibility/lockfiles/parsed.ts';
import { drift } from './findings-of.ts';

const FORMATS = {
  JSON: { path: 'a/b.lock', parsed: parsedJson },
  TOML: { path: 'a/b.toml', parsed: parsedToml },
};

describe('what is parsed', () => {
  it('is as it stands there', () => {
    expect(parsedJson('a', '[{"a": null}]')).toEqual([{ a: null }]);
    expect(parsedToml('a', 'a = [1]\n')).toEqual({ a: [1] });
  });

  it.each<[keyof typeof FORMATS, string, number, string]>([
    ['JSON', '', 1, 'Unexpected end of JSON input'],
    ['JSON', '{\n"a": 1\n"b": 2}', 3, "Expected ',' or '}' after property value"],
    ['JSON', '{"a": 1,\r\n"b": x}', 2, "Unexpected token 'x'"],
    ['JSON', '{\n"a": 1,\n<<<<<<< HEAD\n}', 3, 'Expected double-quoted property name'],
    ['JSON', '{}\n\n}', 3, 'Unexpected non-whitespace character after JSON'],
    ['TOML', 'a = 1\n\na = 2\n', 3, 'trying to redefine an already defined table or value'],
    ['TOML', 'a = 1\nb = \nc = 1', 2, 'invalid value'],
    ['TOML', '<<<<<<< HEAD\n', 1, 'illegal character in key'],
  ])('is not %s in a line for a reason: %j', (format, text, line, why) => {
    const { path, parsed } = FORMATS[format];
    expect(() => parsed(path, text)).toThrow(
      expect.objectContaining({
        path,
        message: `${path} is not ${format} that can be read: line ${line}: ${why}`,
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
