import { expect, it } from '@jest/globals';
import heldOut from '../../../bench/memory/held-out-questions.json' with { type: 'json' };
import tuning from '../../../bench/memory/questions.json' with { type: 'json' };

const asked = (sets: Readonly<Record<string, Asked>>): string[] =>
  Object.values(sets).flatMap(({ questions, unanswered }) => [
    ...questions.map(({ question }) => question),
    ...unanswered,
  ]);

interface Asked {
  readonly questions: readonly { readonly question: string; readonly relevant: readonly string[] }[];
  readonly unanswered: readonly string[];
}

it('no question is asked twice, least of all one to tune by and to report on', () => {
  const all = [...asked(tuning), ...asked(heldOut)].map((question) => question.toLowerCase());
  expect(new Set(all).size).toBe(all.length);
});

it('at least 60 questions on at least three projects are held out, each with an answer', () => {
  const sets: Readonly<Record<string, Asked>> = heldOut;
  const questions = Object.values(sets).flatMap((set) => set.questions);
  expect(Object.keys(sets).length).toBeGreaterThanOrEqual(3);
  expect(questions.length).toBeGreaterThanOrEqual(60);
  expect(questions.every(({ relevant }) => relevant.length > 0)).toBe(true);
});
