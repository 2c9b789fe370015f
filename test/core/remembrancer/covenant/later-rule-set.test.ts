import { expect, it } from '@jest/globals';

import { checkCovenant, RULES } from '../../../../core/remembrancer/covenant/index.ts';
import { inputsOf } from './example-inputs.ts';

const newest = Math.max(...RULES.map(({ since }) => since));
const noticesOf = async (ruleSet: number): Promise<unknown> => {
  const files = { 'README.md': 'text\n' };
  const inputs = inputsOf({ files, before: {}, says: [] }, `covenant: { rule-set: ${ruleSet} }`);
  return (await checkCovenant(inputs)).notices;
};

it('says nothing of a rule set that there is', async () => {
  expect(await noticesOf(1)).toEqual([]);
  expect(await noticesOf(newest)).toEqual([]);
});

it('names a rule set that this version does not have', async () => {
  expect(await noticesOf(newest + 1)).toEqual([
    {
      message: `Rule set ${newest + 1} was agreed to, and this version has rules up to rule set ${newest}.`,
      remedy: 'Take a version that has it, or correct covenant.rule-set.',
    },
  ]);
});
