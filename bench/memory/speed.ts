import { elapsed, type Figure, median } from '../figure.ts';
import type { BenchDocument, Engine } from './engine.ts';
import type { TestSet } from './test-set.ts';

const ROUNDS = 3;

/**
 * How long an engine takes to index `size` records, each an abstract of `set` with a version of its own, and to answer the
 * questions of the set over them, half of them with a slip of the pen. By the clock, after one round to warm up.
 */
export async function benchSpeed(
  engine: Engine,
  set: TestSet,
  size: number,
  isBound: boolean,
): Promise<Figure[]> {
  const documents = Array.from({ length: size }, (_, at): BenchDocument => {
    const document = set.documents[at % set.documents.length];
    return {
      sections: document?.sections ?? [],
      id: `record-${at}`,
      title: `${document?.title ?? ''} 1.0.${at}`,
    };
  });
  const questions = set.questions.map(({ question }, at) => (at % 2 === 0 ? question : misspelt(question)));
  const indexing: number[] = [];
  const answering: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    let answer: ReturnType<Engine['index']> = () => [];
    const taken = await elapsed(() => (answer = engine.index(documents)));
    const times: number[] = [];
    for (const question of questions) times.push(await elapsed(() => answer(question)));
    if (round === 0) continue;
    indexing.push(taken);
    answering.push(percentile(times, 0.95));
  }
  const at = `${size.toLocaleString('en')} records`;
  return [
    {
      what: `index built, ${engine.name}`,
      at,
      value: median(indexing),
      unit: 'ms',
      ...(isBound && { atMost: 1000 }),
    },
    {
      what: `question answered, 95th percentile, ${engine.name}`,
      at,
      value: median(answering),
      unit: 'ms',
      ...(isBound && { atMost: 20 }),
    },
  ];
}

/** The longest word with two of its letters swapped. */
function misspelt(question: string): string {
  const [longest = ''] = question.split(/\s+/u).toSorted((a, b) => b.length - a.length);
  return question.replace(longest, longest.replace(/^(.{3})(.)(.)/u, '$1$3$2'));
}

const percentile = (values: readonly number[], part: number): number =>
  values.toSorted((a, b) => a - b)[Math.ceil(values.length * part) - 1] ?? Number.NaN;
