import { expect, it } from '@jest/globals';

import { type BuiltFile, compareBuilds } from '../../../../../core/remembrancer/covenant/rebuild/index.ts';

const file = (path: string, changes: Partial<BuiltFile> = {}): BuiltFile => ({
  path,
  sha256: 'aa',
  size: 1,
  mode: 'file',
  ...changes,
});

it('finds nothing in equal builds, in whatever order their files are', () => {
  expect(compareBuilds([file('a'), file('b')], [file('b'), file('a')])).toEqual([]);
});

it('finds files that only one build made, other bytes and other modes, by path', () => {
  const first = [file('z'), file('b'), file('only-first'), file('a')];
  const second = [
    file('z'),
    file('b', { mode: 'executable' }),
    file('a', { sha256: 'bb' }),
    file('only-second'),
  ];
  expect(compareBuilds(first, second)).toEqual([
    { path: 'a', first: first[3], second: second[2] },
    { path: 'b', first: first[1], second: second[1] },
    { path: 'only-first', first: first[2] },
    { path: 'only-second', second: second[3] },
  ]);
});
