import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readDecision } from '../../core/remembrancer/decisions/read-decision.ts';
import type { BenchDocument } from './engine.ts';
import heldOut from './held-out-questions.json' with { type: 'json' };
import tuning from './questions.json' with { type: 'json' };
import type { TestSet } from './test-set.ts';

/** By corpus. */
type Questions = Readonly<
  Record<
    string,
    {
      readonly questions: readonly { readonly question: string; readonly relevant: readonly string[] }[];
      readonly unanswered: readonly string[];
    }
  >
>;

/** The questions by which the setting was tuned, and those that it had never seen when it was measured. */
const QUESTIONS = { tuning, 'held-out': heldOut } satisfies Record<string, Questions>;
export type Which = keyof typeof QUESTIONS;

/** Where the decisions of other projects are: a folder, or a clone and folders in its last commit. */
export interface Place {
  readonly corpus: string;
  readonly path: string;
  readonly folders?: readonly string[];
}

/** A template or an index is no decision. */
const NO_DECISION = /template|^readme|^index\.md|^process|^module-onboarding-guide/iu;

/** The decisions at `place` and the questions on them; undefined when there is nothing at that place, or nothing asked. */
export function readDecisionSet({ corpus, path, folders }: Place, which: Which): TestSet | undefined {
  const asked = (QUESTIONS[which] as Questions)[corpus];
  if (asked === undefined || path === '' || !existsSync(path)) return undefined;
  const files = folders === undefined ? inFolder(path) : inClone(path, folders);
  const documents = files
    .filter(([file]) => file.endsWith('.md') && !NO_DECISION.test(file))
    .map(([file, text]) => documentOf(file, text));
  return {
    name: corpus,
    documents,
    questions: asked.questions.map(({ question, relevant }) => ({
      question,
      gains: new Map(relevant.map((file) => [file, 1])),
    })),
    unanswered: asked.unanswered,
  };
}

function documentOf(file: string, text: string): BenchDocument {
  const { title, sections } = readDecision(file, text).decision;
  return { id: file, title, sections };
}

const inFolder = (path: string): [file: string, text: string][] =>
  readdirSync(path).map((file) => [file, readFileSync(join(path, file), 'utf8')]);

function inClone(path: string, folders: readonly string[]): [file: string, text: string][] {
  const git = (...argv: string[]): string =>
    execFileSync('git', ['-C', path, ...argv], { encoding: 'utf8', maxBuffer: 2 ** 26 });
  return git('ls-tree', '-r', '-z', '--name-only', 'HEAD', '--', ...folders)
    .split('\0')
    .filter((file) => file.endsWith('.md'))
    .map((file) => [basename(file), git('show', `HEAD:${file}`)]);
}
