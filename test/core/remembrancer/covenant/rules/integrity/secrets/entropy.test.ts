import { expect, it } from '@jest/globals';

import { entropy } from '../../../../../../../core/remembrancer/covenant/rules/integrity/secrets/entropy.ts';

it.each([
  ['', 0],
  ['aaaa', 0],
  ['ab', 1],
  ['aabb', 1],
  ['aabc', 1.5],
  ['abcdefgh', 3],
])('the entropy of "%s" is %d bits per character', (text, bits) => {
  expect(entropy(text)).toBe(bits);
});
