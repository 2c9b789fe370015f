import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { matchesGlob } from '../../../core/common/matches-glob.ts';

describe('a glob', () => {
  it.each([
    ['src', 'src/a/b.ts'],
    ['src/', 'src/a.ts'],
    ['./src/a.ts', 'src/a.ts'],
    ['/src/*.ts', 'src/a.ts'],
    ['src/**', 'src/a/b.ts'],
    ['**/*.sql', 'x.sql'],
    ['**/*.sql', 'a/b/x.sql'],
    ['a/**/z/*.ts', 'a/b/z/c/z/d.ts'],
    ['a?c', 'abc'],
    ['a*b*c', 'aXbYbZc'],
    ['(a|b)+', '(a|b)+'],
  ])('%j means %j', (glob, path) => {
    expect(matchesGlob(glob, path)).toBe(true);
  });

  it.each([
    ['src', 'source/a.ts'],
    ['src/*.ts', 'src/a/b.ts'],
    ['*.sql', 'a/x.sql'],
    ['a?c', 'a/c'],
    ['a*b', 'abc'],
    ['(a|b)+', 'a'],
    ['', 'a'],
    ['/', 'a'],
  ])('%j does not mean %j', (glob, path) => {
    expect(matchesGlob(glob, path)).toBe(false);
  });

  it('means in a name what a regular expression of it means', () => {
    const globs = fc.array(fc.constantFrom('a', 'b', '*', '?'), { minLength: 1, maxLength: 7 });
    const names = fc.array(fc.constantFrom('a', 'b'), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(globs, names, (glob, name) => {
        fc.pre(glob.join('') !== '**');
        const pattern = glob.join('').replaceAll('*', '.*').replaceAll('?', '.');
        expect(matchesGlob(glob.join(''), name.join(''))).toBe(
          new RegExp(`^${pattern}$`).test(name.join('')),
        );
      }),
      { numRuns: 1000 },
    );
  });

  it('that is made to be slow is not', () => {
    expect(matchesGlob(`${'**/*a*'.repeat(500)}b`, `${'a'.repeat(2_000)}/${'a/'.repeat(1_000)}c`)).toBe(
      false,
    );
  });
});
