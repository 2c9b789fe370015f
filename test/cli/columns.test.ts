import { expect, it } from '@jest/globals';

import { columns } from '../../cli/columns.ts';

it('columns are as wide as their widest text, and nothing follows the last one', () => {
  expect(columns([['a', 'bbb', ''], ['aa', 'b', 'c'], []])).toEqual(['a   bbb', 'aa  b    c', '']);
  expect(columns([])).toEqual([]);
});

it('there are as many rows as a large ledger has entries', () => {
  expect(columns(Array.from({ length: 200_000 }, () => ['a', 'b']))).toHaveLength(200_000);
});
