import { describe, expect, it } from '@jest/globals';

import { placeOf } from '../../../../../../../core/remembrancer/covenant/rules/reproducibility/lockfiles/place-of.ts';

describe('the place of words in a text', () => {
  it.each([
    [['a'], { start: 0, end: 1 }],
    [['bb'], { start: 2, end: 4 }],
    [['bb', 'a'], { start: 5, end: 6 }],
    [['bb', 'bb'], undefined],
    [['x', 'a'], undefined],
    [['a', 'x'], undefined],
    [['a', 'a', 'a'], undefined],
  ])('%j is %j', (words, place) => {
    expect(placeOf('a bb a', words)).toEqual(place);
  });
});
