import { describe, it } from '@jest/globals';

import { expectHostileHeld } from '../core/remembrancer/covenant/expect-hostile-held.ts';
import { hostileContents } from '../core/remembrancer/covenant/hostile-contents.ts';

describe('all rules, on files of a mebibyte that want to break them', () => {
  it.each(hostileContents(100_000))('%s', async (_, content) => {
    await expectHostileHeld(content);
  });
});
