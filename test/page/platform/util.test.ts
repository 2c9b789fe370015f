import * as node from 'node:util';
import { expect, it } from '@jest/globals';

import { isDeepStrictEqual } from '../../../page/platform/util.ts';

const VALUES: unknown[] = [
  1,
  Number.NaN,
  -0,
  0,
  '1',
  null,
  undefined,
  {},
  [],
  { a: 1 },
  { a: undefined },
  { b: 1 },
  { a: 1, b: { c: [1, 2] } },
  { a: 1, b: { c: [1, 3] } },
  [1],
  ['1'],
  Buffer.from('ab'),
  Buffer.from('ac'),
  new Uint8Array(Buffer.from('ab')),
  new Date(0),
  new Date(1),
  { type: 'x', logID: Buffer.from('id'), timestamp: new Date(5) },
  { type: 'x', logID: Buffer.from('id'), timestamp: new Date(6) },
];

it('finds equal what Node finds equal', () => {
  for (const a of VALUES) {
    for (const b of VALUES.map((value) => (value instanceof Date ? new Date(value) : value))) {
      expect([a, b, isDeepStrictEqual(a, b)]).toEqual([a, b, node.isDeepStrictEqual(a, b)]);
    }
  }
  expect(isDeepStrictEqual({ a: [Buffer.from('x')] }, { a: [Buffer.from('x')] })).toBe(true);
});
