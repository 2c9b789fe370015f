import type { Figure } from '../figure.ts';
import type { Engine } from './engine.ts';
import { mean, type Measures, measuresOf } from './measures.ts';
import { pairedBootstrap } from './paired-bootstrap.ts';
import type { TestSet } from './test-set.ts';

/** What is asked for of the first engine, by measure. */
export type Bounds = Partial<Readonly<Record<keyof Measures, number>>>;

/** How well an engine answered each question of a set. */
export const answersOf = (engine: Engine, { documents, questions }: TestSet): readonly Measures[] => {
  const answer = engine.index(documents);
  return questions.map(({ question, gains }) => measuresOf(answer(question), gains));
};

const NAMES: Readonly<Record<keyof Measures, string>> = {
  reciprocalRank: 'MRR@10',
  hit5: 'hit@5',
  ndcg: 'nDCG@10',
};

/**
 * The engines on one or several sets, whose questions then count alike; the first is compared by `measure` with the best of
 * the others, and is worse when the whole interval is below zero.
 */
export function benchRelevance(
  name: string,
  engines: readonly [Engine, ...Engine[]],
  sets: readonly TestSet[],
  measure: keyof Measures,
  bounds: Bounds,
): Figure[] {
  const at = `${name}, ${sets.reduce((sum, { questions }) => sum + questions.length, 0)} questions`;
  const [ours, ...peers] = engines.map((engine) => ({
    engine,
    answers: sets.flatMap((set) => answersOf(engine, set)),
  }));
  if (ours === undefined) return [];
  const meanOf = (answers: readonly Measures[], of: keyof Measures): number =>
    mean(answers.map((answer) => answer[of]));
  const figures = [ours, ...peers].flatMap(({ engine, answers }) =>
    (['reciprocalRank', 'hit5', 'ndcg'] as const).map((of): Figure => {
      const bound = answers === ours.answers ? bounds[of] : undefined;
      return {
        what: `${NAMES[of]}, ${engine.name}`,
        at,
        value: meanOf(answers, of),
        unit: 'of 1',
        ...(bound !== undefined && { atLeast: bound }),
      };
    }),
  );
  const [best] = peers.toSorted((a, b) => meanOf(b.answers, measure) - meanOf(a.answers, measure));
  if (best === undefined) return figures;
  const {
    mean: value,
    low,
    high,
  } = pairedBootstrap(
    ours.answers.map((answer) => answer[measure]),
    best.answers.map((answer) => answer[measure]),
  );
  const what = `${NAMES[measure]} above ${best.engine.name}`;
  return [
    ...figures,
    { what, at, value, unit: 'of 1' },
    { what: `${what}, 95 % interval from`, at, value: low, unit: 'of 1' },
    { what: `${what}, 95 % interval to`, at, value: high, unit: 'of 1', atLeast: 0 },
  ];
}
