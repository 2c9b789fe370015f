import { describe, expect, it } from '@jest/globals';

import { RULES } from '../../../../core/remembrancer/covenant/index.ts';
import { TOKEN_MARKS } from '../../../../core/remembrancer/covenant/rules/integrity/secrets/token-marks.ts';
import { expectHostileHeld } from './expect-hostile-held.ts';
import { hostileContents } from './hostile-contents.ts';

/** A twentieth of what test/exhaustive/covenant-hostile.test.ts takes. */
const MOST = 5000;

describe('all rules, on files that want to break them', () => {
  it.each(hostileContents(MOST))('%s', async (_, content) => {
    await expectHostileHeld(content);
  });
});

it('no rule remembers where it stopped looking', () => {
  const patterns = RULES.flatMap((rule) => (rule.kind === 'file' && rule.mayBreak ? [rule.mayBreak] : []));
  expect([...patterns, TOKEN_MARKS].filter(({ global, sticky }) => global || sticky)).toEqual([]);
});
