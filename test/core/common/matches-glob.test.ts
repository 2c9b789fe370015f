import { describe, expect, it } from '@jest/globals';
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

  it('that is made to be slow is not', () => {
    expect(matchesGlob(`${'**/*a*'.repeat(500)}b`, `${'a'.repeat(2_000)}/${'a/'.repeat(1_000)}c`)).toBe(
      false,
    );
  });
});
