import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readDecision } from '../../core/remembrancer/decisions/read-decision.ts';
import type { BenchDocument } from './engine.ts';
import questions from './questions.json' with { type: 'json' };
import type { TestSet } from './test-set.ts';

/** The two halves of the questions: one to tune by, and one to report on. */
export type Half = 'tuning' | 'reported';

/** Where the decisions of other projects are: a folder, or a clone and the folder in its last commit. */
export interface Place {
  readonly corpus: keyof typeof questions;
  readonly path: string;
  readonly folder?: string;
}

/** A template or an index is no decision. */
const NO_DECISION = /template|^readme|^process|^module-onboarding-guide/iu;

/** The decisions at `place` and one half of the questions on them; undefined when there is nothing at that place. */
export function readDecisionSet({ corpus, path, folder }: Place, half: Half): TestSet | undefined {
  if (path === '' || !existsSync(path)) return undefined;
  const files = folder === undefined ? inFolder(path) : inClone(path, folder);
  const documents = files
    .filter(([file]) => file.endsWith('.md') && !NO_DECISION.test(file))
    .map(([file, text]) => documentOf(file, text));
  const asked = questions[corpus];
  const isHalf = (_: unknown, at: number): boolean => at % 2 === (half === 'tuning' ? 0 : 1);
  return {
    name: corpus,
    documents,
    questions: asked.questions
      .filter(isHalf)
      .map(({ question, relevant }) => ({ question, gains: new Map(relevant.map((file) => [file, 1])) })),
    unanswered: asked.unanswered.filter(isHalf),
  };
}

function documentOf(file: string, text: string): BenchDocument {
  const { title, sections } = readDecision(file, text).decision;
  return { id: file, title, sections };
}

const inFolder = (path: string): [file: string, text: string][] =>
  readdirSync(path).map((file) => [file, readFileSync(join(path, file), 'utf8')]);

function inClone(path: string, folder: string): [file: string, text: string][] {
  const git = (...argv: string[]): string =>
    execFileSync('git', ['-C', path, ...argv], { encoding: 'utf8', maxBuffer: 2 ** 26 });
  return git('ls-tree', '-r', '-z', '--name-only', 'HEAD', '--', folder)
    .split('\0')
    .filter((file) => file.endsWith('.md'))
    .map((file) => [basename(file), git('show', `HEAD:${file}`)]);
}
