import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { globSet } from '../../../core/common/glob-set.ts';
import { matchesGlob } from '../../../core/common/matches-glob.ts';

const names = fc.constantFrom('a', 'b', 'ab', '.', '*', '**', 'a*', '?', '');
const globs = fc.array(
  fc.array(names, { maxLength: 4 }).map((each) => each.join('/')),
  { maxLength: 5 },
);
const paths = fc
  .array(fc.constantFrom('a', 'b', 'ab', 'ba'), { minLength: 1, maxLength: 5 })
  .map((each) => each.join('/'));

describe('a set of globs', () => {
  it('means what one of them means', () => {
    fc.assert(
      fc.property(globs, paths, (all, path) => {
        expect(globSet(all).has(path)).toBe(all.some((glob) => matchesGlob(glob, path)));
      }),
    );
  });

  it('counts its globs, and those that are held against each path', () => {
    expect(globSet(['a', 'b/*', 'b/*', 'c?'])).toMatchObject({ size: 4, patterns: 2 });
  });
});
