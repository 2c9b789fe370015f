import { describe, expect, it } from '@jest/globals';
import type { BenchDocument, Engine } from '../../../bench/memory/engine.ts';
import { fts5 } from '../../../bench/memory/fts5.ts';
import { lunrEngine } from '../../../bench/memory/lunr.ts';
import { miniSearch } from '../../../bench/memory/minisearch.ts';
import { ours } from '../../../bench/memory/ours.ts';
import { benchRelevance } from '../../../bench/memory/relevance.ts';
import { benchSpeed } from '../../../bench/memory/speed.ts';
import type { TestSet } from '../../../bench/memory/test-set.ts';
import { benchUnanswered } from '../../../bench/memory/unanswered.ts';

const DOCUMENTS: readonly BenchDocument[] = [
  {
    id: 'helm',
    title: 'Use Helm',
    sections: [{ heading: 'Decision', text: 'Charts are installed by Helm.' }],
  },
  {
    id: 'dex',
    title: 'Use Dex',
    sections: [{ heading: 'Decision', text: 'People sign in with Dex: "it" - is OIDC.' }],
  },
];
const SET: TestSet = {
  name: 'two decisions',
  documents: DOCUMENTS,
  questions: [
    { question: 'what installs charts?', gains: new Map([['helm', 1]]) },
    { question: 'how do people -sign "in*"', gains: new Map([['dex', 1]]) },
  ],
  unanswered: ['do whales swim', 'charts'],
};
const ENGINES: readonly [Engine, ...Engine[]] = [ours, miniSearch, lunrEngine, fts5];

it.each(ENGINES.map((engine): [string, Engine] => [engine.name, engine]))(
  '%s finds what answers',
  (_name, engine) => {
    const answer = engine.index(DOCUMENTS);
    expect(SET.questions.map(({ question }) => answer(question)[0])).toEqual(['helm', 'dex']);
    expect(answer('')).toEqual([]);
  },
);

describe('relevance', () => {
  const blind: Engine = { name: 'blind', index: () => () => [] };

  it('is told for each engine, and ours against the best other', () => {
    const figures = benchRelevance('both', [ours, blind, fts5], [SET, SET], 'ndcg', { ndcg: 0.5 });
    const values = Object.fromEntries(figures.map(({ what, value }) => [what, value]));
    expect(values).toMatchObject({
      'nDCG@10, vaultmesh': 1,
      'nDCG@10, blind': 0,
      'nDCG@10 above SQLite FTS5': 0,
    });
    expect(figures.every(({ at }) => at === 'both, 4 questions')).toBe(true);
    expect(figures.filter(({ atLeast }) => atLeast !== undefined).map(({ what }) => what)).toEqual([
      'nDCG@10, vaultmesh',
      'nDCG@10 above SQLite FTS5, 95 % interval to',
    ]);
  });

  it('has the parts of the unanswered and of the answered questions to which nothing is found', () => {
    expect(benchUnanswered(ours, [SET])).toMatchObject([
      { value: 0.5, at: '2 questions without an answer' },
      { value: 0, at: '2 questions with an answer' },
    ]);
    expect(benchUnanswered(blind, [SET])).toMatchObject([{ value: 1 }, { value: 1 }]);
  });
});

it('speed is told in ms, of as many records as were asked for, after a round to warm up', () => {
  const sizes: number[] = [];
  const counting: Engine = {
    name: 'counting',
    index: (documents) => (sizes.push(documents.length), () => []),
  };
  const figures = benchSpeed(counting, SET, { size: 1000, rounds: 2, isBound: true });
  expect(sizes).toEqual([SET.documents.length, 1000, 1000]);
  expect(figures.map(({ at, unit, atMost }) => [at, unit, atMost])).toEqual([
    ['1,000 records', 'ms', 1000],
    ['1,000 records', 'ms', 20],
  ]);
});
