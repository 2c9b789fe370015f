import type { Figure } from '../figure.ts';
import type { Engine } from './engine.ts';
import type { TestSet } from './test-set.ts';

/** To how many of the questions that the sets do not answer an engine says that nothing is found. */
export function benchUnanswered(engine: Engine, sets: readonly TestSet[]): Figure[] {
  const silent = sets.flatMap(({ documents, unanswered }) => {
    const answer = engine.index(documents);
    return unanswered.map((question) => (answer(question).length === 0 ? 1 : 0));
  });
  const value = silent.reduce<number>((sum, one) => sum + one, 0) / silent.length;
  return [
    {
      what: `nothing found, ${engine.name}`,
      at: `${silent.length} questions without an answer`,
      value,
      unit: 'of 1',
    },
  ];
}
