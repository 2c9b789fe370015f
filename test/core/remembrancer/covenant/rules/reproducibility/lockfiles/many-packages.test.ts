import { describe, expect, it } from '@jest/globals';

import { processorTime } from '../../integrity/processor-time.ts';
import { drift, type Files } from './findings-of.ts';

const MANY = 20_000;
const many = (make: (n: number) => string): string =>
  Array.from({ length: MANY }, (_, n) => make(n)).join('');
const object = (entries: readonly string[]): string => `{${entries.join(',')}}`;
const names = Array.from({ length: MANY }, (_, n) => `"v/a${n}":"*"`);

describe('a manifest and a lockfile of endless entries', () => {
  it.each<[string, Files]>([
    [
      'quotes that nothing closes in bun.lock',
      { 'package.json': '{"dependencies":{"a":"1"}}', 'bun.lock': `"${'\\"'.repeat(500_000)}` },
    ],
    [
      'packages of Composer',
      {
        'composer.json': `{"require":${object(names)}}`,
        'composer.lock': `{"content-hash":"","packages":[${names.map((_, n) => `{"name":"v/b${n}"}`).join(',')}]}`,
      },
    ],
    [
      'crates',
      {
        'Cargo.toml': `[package]\nname = "a"\nversion = "0.1.0"\n[dependencies]\n${many((n) => `b${n} = "1"\n`)}`,
        'Cargo.lock': `[[package]]\nname = "a"\nversion = "0.1.0"\ndependencies = [${many((n) => `"b${n}",`)}]\n${many(
          (n) => `[[package]]\nname = "b${n}"\nversion = "1.0.0"\n`,
        )}`,
      },
    ],
    [
      'the same requirement of Python',
      {
        'pyproject.toml': `[project]\nname = "a"\nversion = "1"\ndependencies = [${'"b",'.repeat(5 * MANY)}]\n`,
        'uv.lock': '[[package]]\nname = "a"\nversion = "1"\nsource = { virtual = "." }\n',
      },
    ],
  ])('takes a moment for %s', async (_, files) => {
    expect(await processorTime(() => drift(files))).toBeLessThan(5000);
  });

  it('cannot be told for endless groups of Python', async () => {
    const files = {
      'pyproject.toml': `[project]\nname = "a"\nversion = "1"\n[dependency-groups]\n${many((n) => `g${n} = [{ include-group = "g${n + 1}" }]\n`)}`,
      'uv.lock': '[[package]]\nname = "a"\nversion = "1"\nsource = { virtual = "." }\n',
    };
    expect(await drift(files)).toEqual([
      'pyproject.toml cannot be held against a lockfile: pyproject.toml has more than 100 groups of dependencies.',
    ]);
  });
});
