import { expect, it } from '@jest/globals';
import { openLoad } from '../../../bench/app/open-load.ts';

/** A time that passes only where somebody sleeps, or is made to. */
function time() {
  let ms = 0;
  return {
    now: () => ms,
    pass: (by: number) => {
      ms += by;
    },
    sleep: async (by: number) => {
      await new Promise((resolve) => setImmediate(resolve));
      ms += by;
    },
  };
}

it('sends when it is due, also while nothing is answered', async () => {
  const { now, sleep } = time();
  const begun: number[] = [];
  let answer: (status: number) => void = () => undefined;
  const answered = new Promise<number>((resolve) => (answer = resolve));
  const load = openLoad(
    (index) => {
      begun.push(now());
      if (index === 9) answer(202);
      return answered;
    },
    { rate: 200, count: 10 },
    { now, sleep },
  );
  const sent = await load;
  expect(begun).toEqual([0, 5, 10, 15, 20, 25, 30, 35, 40, 45]);
  expect(sent.map(({ ms }) => ms)).toEqual([45, 40, 35, 30, 25, 20, 15, 10, 5, 0]);
});

it('counts the wait of what is due while everything stands still', async () => {
  const { now, pass, sleep } = time();
  const send = (index: number) => {
    if (index === 1) pass(100);
    return Promise.resolve(index === 3 ? 503 : 202);
  };
  const sent = await openLoad(send, { rate: 100, count: 4 }, { now, sleep });
  // Due at 0, 10, 20 and 30 ms; the second one holds everything up until 110.
  expect(sent.map(({ late }) => late)).toEqual([0, 0, 90, 80]);
  expect(sent.map(({ ms }) => ms)).toEqual([0, 100, 90, 80]);
  expect(sent.map(({ status }) => status)).toEqual([202, 202, 202, 503]);
});
