import { expect, it } from '@jest/globals';

import { linesByWord } from '../../../../../../../core/remembrancer/covenant/rules/proof-chain/dependencies/lines-by-word.ts';

const TEXT = 'a = 1\n  b.c = 2 \r\n\n\t# d = 3\n #e\nf = "b" # g\na = 2\n';

it.each([
  ['a word at the beginning', 'a', 0],
  ['one behind blanks', 'b.c', 8],
  ['the last part of one', 'c', 8],
  ['one that stands alone further down', 'b', 32],
  ['one of a comment behind others', 'g', 32],
  ['one of a comment', 'd', 0],
  ['one of a comment without a blank', 'e', 0],
  ['one that is not there', 'h', 0],
])('finds the line of %s', (_, word, at) => {
  expect(linesByWord(TEXT)(word)).toBe(at);
});

it('finds any of them by one walk, and nothing in no text', () => {
  const place = linesByWord('x\ny\nx');
  expect(['y', 'x', 'y'].map(place)).toEqual([2, 0, 2]);
  expect(linesByWord('')('x')).toBe(0);
});
