import { expect, it } from '@jest/globals';
import { underSuccessor } from '../../../../../core/remembrancer/memory/search/under-successor.ts';
import { document } from './fixtures.ts';

const hit = (id: string, ...supersededBy: string[]) => ({ document: document(id, { supersededBy }) });
const order = (
  hits: readonly ReturnType<typeof hit>[],
  others: readonly ReturnType<typeof hit>[] = [],
): string[] =>
  underSuccessor(hits, (id) => others.find((other) => other.document.id === id)).map(
    ({ document: { id } }) => id,
  );

it('what was superseded stands directly after what is in force today', () => {
  expect(order([hit('old', 'new'), hit('other'), hit('new')])).toEqual(['new', 'old', 'other']);
});

it('a chain has its end first', () => {
  expect(order([hit('a', 'b'), hit('x'), hit('b', 'c'), hit('c')])).toEqual(['c', 'a', 'b', 'x']);
});

it('a successor that was not found is taken up, and one that nobody knows is not', () => {
  expect(order([hit('old', 'new')], [hit('new')])).toEqual(['new', 'old']);
  expect(order([hit('old', 'gone')])).toEqual(['old']);
});

it('the first successor that there is counts', () => {
  expect(order([hit('old', 'gone', 'new'), hit('new')])).toEqual(['new', 'old']);
});

it('a circle ends, and loses nothing', () => {
  expect(order([hit('a', 'b'), hit('b', 'a'), hit('c', 'c')])).toEqual(['a', 'b', 'c']);
});
