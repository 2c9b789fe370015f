import { expect, it } from '@jest/globals';
import { attempting, isRepeated } from '../../../app/deliveries/attempt.ts';

const pause = () => new Promise((resolve) => setTimeout(resolve, 1));

it('each attempt knows for itself whether another follows, however long it waits in between', async () => {
  const told = await Promise.all(
    ['a', 'b'].map((mine) =>
      attempting(
        (error) => error === mine,
        async () => {
          await pause();
          return ['a', 'b'].map(isRepeated);
        },
      ),
    ),
  );
  expect(told).toEqual([
    [true, false],
    [false, true],
  ]);
});

it('nothing follows outside of attempts', () => {
  attempting(
    () => true,
    () => undefined,
  );
  expect(isRepeated(new Error('x'))).toBe(false);
});
