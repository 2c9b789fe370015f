import { expect, it } from '@jest/globals';

import { folderAbove, folderOf } from '../../../../../core/remembrancer/covenant/tree/tree-paths.ts';

it.each([
  ['a/b/c', 'a/b', 'a/b'],
  ['a', '', ''],
  ['', '', undefined],
])('%j is in the folder %j, and %j is above it', (path, folder, above) => {
  expect([folderOf(path), folderAbove(path)]).toEqual([folder, above]);
});
