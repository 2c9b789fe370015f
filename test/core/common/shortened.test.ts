import { expect, it } from '@jest/globals';

import { shortened } from '../../../core/common/shortened.ts';

it('leaves a text that has room as it is', () => {
  expect(shortened('12345', 5)).toBe('12345');
});

it('cuts a longer one, and ends it with an ellipsis', () => {
  expect(shortened('123456', 5)).toBe('1234…');
});

it('counts characters, and cuts none of them in half', () => {
  expect(shortened('🎉🎉🎉', 3)).toBe('🎉🎉🎉');
  expect(shortened('🎉🎉🎉🎉', 3)).toBe('🎉🎉…');
});
