import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestSet } from './test-set.ts';

/** The Cranfield collection (Cleverdon, 1967) of `folder`: abstracts, questions and graded judgements. */
export function readCranfield(folder: string): TestSet | undefined {
  if (!existsSync(folder)) return undefined;
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
  const judgements = read('cranqrel')
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/u));
  const documents = records(read('cran.all.1400')).map(({ number, fields }) => ({
    id: String(number),
    title: fields.get('T') ?? '',
    sections: [{ heading: '', text: fields.get('W') ?? '' }],
  }));
  // Code 1 is a complete answer and 4 of minimum interest (cranqrel.readme); -1 is none.
  // The judgements count the questions from one, whatever number a question has.
  const questions = records(read('cran.qry')).map(({ fields }, at) => ({
    question: fields.get('W') ?? '',
    gains: new Map(
      judgements.flatMap(([question, document = '', code]): [string, number][] =>
        Number(question) === at + 1 && Number(code) > 0 ? [[document, 5 - Number(code)]] : [],
      ),
    ),
  }));
  return { name: 'Cranfield', documents, questions, unanswered: [] };
}

const records = (text: string): { number: number; fields: ReadonlyMap<string, string> }[] =>
  text
    .split(/^\.I /mu)
    .slice(1)
    .map((record) => {
      const [number = '', ...fields] = record.split(/^\.([TABW])\s*\n/mu);
      const pairs = Array.from({ length: fields.length / 2 }, (_, at): [string, string] => [
        fields[2 * at] ?? '',
        (fields[2 * at + 1] ?? '').trim(),
      ]);
      return { number: Number(number), fields: new Map(pairs) };
    });
