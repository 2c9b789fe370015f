import { cpuTime, type Figure, median } from '../figure.ts';
import type { BenchDocument, Engine } from './engine.ts';
import type { TestSet } from './test-set.ts';

/** What is asked of an engine, and how often it is measured. */
export interface SpeedOptions {
  readonly size: number;
  readonly rounds: number;
  readonly isBound: boolean;
}

/** `size` records, each a document of `set` with a version of its own. */
export const recordsOf = ({ documents }: TestSet, size: number): BenchDocument[] =>
  Array.from({ length: size }, (_, at) => {
    const { title = '', sections = [] } = documents[at % documents.length] ?? {};
    return { id: `record-${at}`, title: `${title} 1.0.${at}`, sections };
  });

/**
 * What it takes an engine to index records and to answer the questions of `set` over them, half of them with a slip of the
 * pen: processor time, after a round over the documents of the set to warm up.
 */
export function benchSpeed(engine: Engine, set: TestSet, { size, rounds, isBound }: SpeedOptions): Figure[] {
  const questions = set.questions.map(({ question }, at) => (at % 2 === 0 ? question : misspelt(question)));
  const round = (documents: readonly BenchDocument[]): { indexing: number; answering: number } => {
    let answer: ReturnType<Engine['index']> = () => [];
    const indexing = cpuTime(() => (answer = engine.index(documents)));
    const times = questions.map((question) => cpuTime(() => answer(question)));
    return { indexing, answering: percentile(times, 0.95) };
  };
  round(set.documents);
  const records = recordsOf(set, size);
  const measured = Array.from({ length: rounds }, () => round(records));
  const at = `${size.toLocaleString('en')} records`;
  return [
    {
      what: `index built, CPU, ${engine.name}`,
      at,
      value: median(measured.map(({ indexing }) => indexing)),
      unit: 'ms',
      ...(isBound && { atMost: 1000 }),
    },
    {
      what: `question answered, CPU, 95th percentile, ${engine.name}`,
      at,
      value: median(measured.map(({ answering }) => answering)),
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

/** The value below which `part` of them are, from 0 to 1. */
export const percentile = (values: readonly number[], part: number): number =>
  values.toSorted((a, b) => a - b)[Math.ceil(values.length * part) - 1] ?? Number.NaN;
