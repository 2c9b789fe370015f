import { setImmediate } from 'node:timers/promises';

import { describe, expect, it } from '@jest/globals';

import { mapAtMost } from '../../../core/common/map-at-most.ts';

describe('work on many things', () => {
  it('gives results in their order, and never more at once than it may', async () => {
    let atWork = 0;
    let most = 0;
    const results = await mapAtMost(3, [5, 1, 4, 2, 3, 0, 1], async (turns) => {
      most = Math.max(most, (atWork += 1));
      for (let turn = 0; turn < turns; turn += 1) await setImmediate();
      atWork -= 1;
      return turns * 10;
    });
    expect(results).toEqual([50, 10, 40, 20, 30, 0, 10]);
    expect(most).toBe(3);
  });

  it('is none without things, and fails with the first that fails', async () => {
    expect(await mapAtMost(3, [], () => Promise.resolve(1))).toEqual([]);
    await expect(mapAtMost(2, [1, 2], () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  });
});
