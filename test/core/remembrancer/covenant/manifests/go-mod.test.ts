import { describe, expect, it } from '@jest/globals';

import { readGoMod } from '../../../../../core/remembrancer/covenant/manifests/go-mod.ts';

describe('a go.mod', () => {
  it.each([
    ['go 1.22\n', 22],
    ['go 1.22.3', 22],
    ['go 1\n', 0],
    ['go\n', 0],
    ['go 2.1.7\n', 0],
    ['module x\n', 0],
  ])('says in %j that it is for Go 1.%d', (text, minor) => {
    expect(readGoMod(text).minor).toBe(minor);
  });

  it('requires modules, one by one and together', () => {
    const text =
      'require a v1.0.0\n\nrequire (\n\tb  v1.1.0 // indirect\n\t"c" v1.2.0 //indirect; why\n\n\t`d` v1.3.0 // not indirect\n)\nrequire e"e v1.4.0\n';
    const { requires } = readGoMod(text);
    expect(requires).toMatchObject([
      { module: 'a', version: 'v1.0.0', isIndirect: false },
      { module: 'b', version: 'v1.1.0', isIndirect: true },
      { module: 'c', version: 'v1.2.0', isIndirect: true },
      { module: 'd', version: 'v1.3.0', isIndirect: false },
      { module: 'e"e', version: 'v1.4.0', isIndirect: false },
    ]);
    expect(requires.map(({ at }) => text.slice(at, at + 3))).toEqual(['req', 'b  ', '"c"', '`d`', 'req']);
  });

  it.each([
    'require\n',
    'require a\n',
    'require ""\n',
    'module a\n',
    'retract v1.0.0 // why\n',
    '// require a v1\n',
  ])('requires nothing by %j', (text) => {
    expect(readGoMod(text).requires).toEqual([]);
  });

  it('opens a block with a bracket that stands alone or behind its verb', () => {
    for (const text of [
      'require (\na v1\n)\nb v2',
      'require(\na v1\n)\nb v2',
      'require( // why\r\na v1\r\n)',
    ])
      expect(readGoMod(text).requires.map(({ module }) => module)).toEqual(['a']);
  });

  it('has modules and folders that stand for others', () => {
    const text = 'replace a => b v1.0.0\nreplace (\n\tc v1.1.0 => ../c\n\td v1.2.0 => e v1.3.0 // why\n)\n';
    expect([...readGoMod(text).replaces]).toStrictEqual([
      ['a', { module: 'b', version: 'v1.0.0' }],
      ['c v1.1.0', { module: '../c' }],
      ['d v1.2.0', { module: 'e', version: 'v1.3.0' }],
    ]);
  });

  it.each(['replace a b\n', 'replace a\n', 'replace a =>\n', 'replace => b\n', 'exclude a => b v1.0.0\n'])(
    'has nothing that stands for another in %j',
    (text) => {
      expect(readGoMod(text).replaces.size).toBe(0);
    },
  );
});
