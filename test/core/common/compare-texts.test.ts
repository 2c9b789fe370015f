import { expect, it } from '@jest/globals';

import { compareTexts } from '../../../core/common/compare-texts.ts';

it('orders texts by their code units, in no language', () => {
  expect(['ä', 'b', 'B', 'a', ''].toSorted(compareTexts)).toEqual(['', 'B', 'a', 'b', 'ä']);
});

it('takes the same texts for the same', () => {
  expect(compareTexts('a', 'a')).toBe(0);
});
