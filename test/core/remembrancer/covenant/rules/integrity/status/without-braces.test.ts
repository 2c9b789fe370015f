import { expect, it } from '@jest/globals';

import { withoutBraces } from '../../../../../../../core/remembrancer/covenant/rules/integrity/status/without-braces.ts';

it('64 paths are not more than are made', () => {
  expect(withoutBraces('{a,b}'.repeat(6))).toHaveLength(64);
});

it.each([
  ['a', ['a']],
  ['{a,b}', ['a', 'b']],
  ['x/{a,b}/{c,d}.ts', ['x/a/c.ts', 'x/a/d.ts', 'x/b/c.ts', 'x/b/d.ts']],
  ['a{,b}', ['a', 'ab']],
  ['a{b', ['a{b']],
  ['a}b', ['a}b']],
  ['}{', ['}{']],
  ['{a,b}'.repeat(7), undefined],
])('%s stands for %j', (pattern, paths) => {
  expect(withoutBraces(pattern)).toEqual(paths);
});
