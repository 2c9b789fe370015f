import type { Figure } from '../figure.ts';
import type { Engine } from './engine.ts';
import { mean } from './measures.ts';
import type { TestSet } from './test-set.ts';

/**
 * To how many of the questions that the sets do not answer an engine says that nothing is found, and to how many that they do
 * answer, which then are lost.
 */
export function benchUnanswered(engine: Engine, sets: readonly TestSet[]): Figure[] {
  const silent = (questionsOf: (set: TestSet) => readonly string[]): readonly number[] =>
    sets.flatMap((set) => {
      const answer = engine.index(set.documents);
      return questionsOf(set).map((question) => (answer(question).length === 0 ? 1 : 0));
    });
  const figure = (to: string, silences: readonly number[]): Figure => ({
    what: `nothing found, ${engine.name}`,
    at: `${silences.length} questions ${to} an answer`,
    value: mean(silences),
    unit: 'of 1',
  });
  return [
    figure(
      'without',
      silent(({ unanswered }) => unanswered),
    ),
    figure(
      'with',
      silent(({ questions }) => questions.map(({ question }) => question)),
    ),
  ];
}
