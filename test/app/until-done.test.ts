import { expect, it } from '@jest/globals';

import { untilDone } from '../../app/until-done.ts';

/** Attempts of which the first `failures` fail, and the pauses between them. */
async function attempts(failures: number, random: () => number, stopAfter = Infinity) {
  const stop = new AbortController();
  const pauses: number[] = [];
  let made = 0;
  await untilDone(() => Promise.resolve((made += 1) > failures), {
    sleep: (ms) => {
      pauses.push(ms);
      if (pauses.length === stopAfter) stop.abort();
      return Promise.resolve();
    },
    random,
    signal: stop.signal,
  });
  return { made, pauses };
}

it('does not pause after work that is done at once', async () => {
  expect(await attempts(0, () => 0)).toEqual({ made: 1, pauses: [] });
});

it('tries until it is done, with pauses that double up to five minutes', async () => {
  const { made, pauses } = await attempts(10, () => 1);
  expect(made).toBe(11);
  expect(pauses).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 300, 300].map((seconds) => seconds * 1000));
});

it('takes at least half of a pause, however the dice fall', async () => {
  expect((await attempts(2, () => 0)).pauses).toEqual([1000, 2000]);
});

it('stops to try when nobody needs it any more', async () => {
  expect((await attempts(Infinity, () => 0.5, 3)).made).toBe(3);
});
