import { expect, it } from '@jest/globals';

import { namesOf } from '../../../core/common/json-pointer.ts';

it('the names of a JSON pointer have their slashes and tildes back', () => {
  expect(namesOf('')).toEqual([]);
  expect(namesOf('/a~0b/c~1d/~01')).toEqual(['a~b', 'c/d', '~1']);
});
