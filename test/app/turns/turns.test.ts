import { expect, it } from '@jest/globals';
import { createTurns } from '../../../app/turns/turns.ts';

const tick = () => new Promise((resolve) => setImmediate(resolve));

it('runs tasks of one key one after the other, and those of others beside them', async () => {
  const turns = createTurns();
  const events: string[] = [];
  const task = (name: string) => async () => {
    events.push(`${name} begins`);
    await tick();
    events.push(`${name} ends`);
  };
  await Promise.all([turns.take('a', task('a1')), turns.take('a', task('a2')), turns.take('b', task('b1'))]);
  expect(events.indexOf('a1 ends')).toBeLessThan(events.indexOf('a2 begins'));
  expect(events.indexOf('b1 begins')).toBeLessThan(events.indexOf('a1 ends'));
  expect(events).toHaveLength(6);
});

it('keeps who comes last behind those who wait', async () => {
  const turns = createTurns();
  const events: string[] = [];
  const task = (name: string) => async () => {
    events.push(`${name} begins`);
    await tick();
    events.push(`${name} ends`);
  };
  const first = turns.take('a', task('a1'));
  const second = turns.take('a', task('a2'));
  await first;
  await Promise.all([second, turns.take('a', task('a3'))]);
  expect(events.indexOf('a2 ends')).toBeLessThan(events.indexOf('a3 begins'));
});

it('goes on after a task that failed, which fails for its own caller only', async () => {
  const turns = createTurns();
  const failing = turns.take('a', () => Promise.reject(new Error('broken')));
  const next = turns.take('a', () => Promise.resolve('fine'));
  await expect(failing).rejects.toThrow('broken');
  await expect(next).resolves.toBe('fine');
});

it('is idle when nothing is left, also what came meanwhile', async () => {
  const turns = createTurns();
  let done = 0;
  void turns.take('a', async () => {
    await tick();
    done++;
    void turns.take('b', async () => {
      await tick();
      done++;
    });
  });
  await turns.idle();
  expect(done).toBe(2);
});
