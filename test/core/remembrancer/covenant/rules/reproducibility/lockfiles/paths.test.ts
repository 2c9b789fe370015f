import { describe, expect, it } from '@jest/globals';

import {
  foldersAround,
  fromFolder,
  inFolder,
  isTooDeep,
  resolvedIn,
} from '../../../../../../../core/remembrancer/covenant/rules/reproducibility/lockfiles/paths.ts';

describe('a path of the repository', () => {
  it('is named from the root and from a folder around it', () => {
    expect([inFolder('', 'x'), inFolder('a/b', 'x')]).toEqual(['x', 'a/b/x']);
    expect([fromFolder('', 'a/b'), fromFolder('a', 'a/b'), fromFolder('a/b', 'a/b')]).toEqual([
      'a/b',
      'b',
      '',
    ]);
  });

  it('has the folders around it up to the root', () => {
    expect(foldersAround('a/b/c')).toEqual(['a/b/c', 'a/b', 'a', '']);
    expect(foldersAround('')).toEqual(['']);
  });

  it('is too deep in more than a hundred folders', () => {
    expect([100, 101, 500].map((depth) => isTooDeep(`${'a/'.repeat(depth)}b`))).toEqual([false, true, true]);
    expect(isTooDeep('a'.repeat(200))).toBe(false);
  });

  it.each([
    ['', 'a/b', 'a/b'],
    ['', '.', ''],
    ['a', '.', 'a'],
    ['a', './b', 'a/b'],
    ['a', 'b//c/', 'a/b/c'],
    ['a/b', '..', 'a'],
    ['a/b', '../../c', 'c'],
    ['a', '../..', undefined],
    ['', '..', undefined],
    ['', '../a', undefined],
    ['a', '/b', undefined],
    ['a', '...', 'a/...'],
  ])('of "%s" by the relative "%s" is "%s"', (folder, relative, path) => {
    expect(resolvedIn(folder, relative)).toBe(path);
  });
});
