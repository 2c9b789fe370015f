import { expect, it } from '@jest/globals';

import { answerOf } from '../../../../core/remembrancer/covenant/answer-of.ts';
import { contextOf } from '../../../../core/remembrancer/covenant/context-of.ts';
import type { RepositoryRule } from '../../../../core/remembrancer/covenant/rule.ts';
import { memoryTree } from '../../../../core/remembrancer/covenant/tree/memory-tree.ts';
import { inputsOf, RULE_IDS } from './example-inputs.ts';

const whole = memoryTree({ 'a.txt': 'one', 'b.txt': 'two', 'c.txt': 'three' });
/** A tree that lists a.txt and b.txt, and has the bytes of neither. */
const tree: typeof whole = {
  ...whole,
  read: async (files) => {
    const contents = await whole.read(files);
    return files.map(({ path }, n) => (path === 'c.txt' ? contents[n] : undefined));
  },
};
const contextOfPart = () => contextOf({ ...inputsOf({ files: {}, before: {}, says: [] }), tree }, RULE_IDS);
const rule = (check: RepositoryRule['check']): RepositoryRule => ({
  ...{ id: 'VM-I-99', title: 'A rule', severity: 'low', level: 'enforce', since: 1, kind: 'repository' },
  fixable: false,
  check,
});
const NOTHING = { notApplicable: 'there is nothing' };

it('is of each file that a rule asked for and that cannot be read, beside what the rule says', async () => {
  const context = contextOfPart();
  const own = { path: 'b.txt', message: 'It is so', remedy: 'Change it.' };
  const answer = await answerOf(
    rule(async ({ filesWhere, file }) => {
      expect((await filesWhere(({ path }) => path !== 'a.txt')).map(({ path }) => path)).toEqual(['c.txt']);
      expect(await file('a.txt')).toBeUndefined();
      return [own];
    }),
    context,
  );
  expect(answer).toEqual([
    own,
    expect.objectContaining({ path: 'a.txt', message: 'Its content cannot be read', cannotTell: true }),
  ]);
});

it('is not that there is nothing where what there is cannot be read, for that rule alone', async () => {
  const context = contextOfPart();
  const asking = rule(async ({ file }) => {
    await file('a.txt');
    return NOTHING;
  });
  expect(await answerOf(asking, context)).toEqual([
    expect.objectContaining({ path: 'a.txt', cannotTell: true }),
  ]);
  expect(
    await answerOf(
      rule(() => Promise.resolve(NOTHING)),
      context,
    ),
  ).toBe(NOTHING);
});

it('is that the rule failed, and what it could not read before that', async () => {
  const failing = rule(async ({ file }) => {
    await file('a.txt');
    throw new Error('out of order');
  });
  expect(await answerOf(failing, contextOfPart())).toEqual([
    expect.objectContaining({ message: expect.stringContaining('out of order') as unknown }),
    expect.objectContaining({ path: 'a.txt' }),
  ]);
});
