import { expect, it } from '@jest/globals';
import {
  buildSearchIndex,
  search,
  wordLikeness,
} from '../../../../../core/remembrancer/memory/search/index.ts';
import { text } from './fixtures.ts';

/** Notebooks and workstations are alike, and so are fees and prices. */
const MODEL = `5 3
notebook 1 0 0.2
workstation 0.9 0.1 0.2
workstations 0.9 0.1 0.2
fee 0 1 0.2
fees 0 1 0.2
`;

async function* chunks(): AsyncGenerator<string> {
  yield await Promise.resolve(MODEL);
}

const INDEX = buildSearchIndex([
  text('a', 'Fees', 'Keys are kept for each fee.'),
  text('b', 'Workstations', 'Keys are kept for each workstation.'),
  text('c', 'Workstation', ''),
  ...['d', 'e', 'f', 'g'].map((id) => text(id, 'Disks', '')),
]);

async function found(question: string): Promise<[words: string[], both: string[]]> {
  const likeness = await wordLikeness(INDEX, question, { name: 'test', chunks: chunks() });
  const ids = (options = {}): string[] => search(INDEX, question, options).map(({ document }) => document.id);
  return [ids(), ids({ likeness })];
}

it('what means the same comes first, where the words do not tell', async () => {
  const [words, both] = await found('are keys of a notebook kept');
  expect(words).toEqual(['a', 'b']);
  expect(both).toEqual(['b', 'a', 'c']);
});

it('nothing is found where the words find nothing', async () => {
  expect(await found('notebook of whales')).toEqual([[], []]);
});
