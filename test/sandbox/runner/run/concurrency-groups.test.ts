import { expect, it } from '@jest/globals';
import {
  ConcurrencyGroups,
  type ConcurrencyRequest,
} from '../../../../sandbox/runner/run/concurrency-groups.ts';

const request = (options: Partial<ConcurrencyRequest> = {}): ConcurrencyRequest => ({
  group: 'g',
  cancelInProgress: false,
  queue: 'max',
  cancel: () => undefined,
  ...options,
});

it('gives turns in the order of the requests, one at a time, to each group for itself', async () => {
  const groups = new ConcurrencyGroups();
  const order: string[] = [];
  const take = async (name: string, group = 'g'): Promise<void> => {
    const release = await groups.acquire(request({ group }));
    order.push(`begin ${name}`);
    await Promise.resolve();
    order.push(`end ${name}`);
    release();
  };
  await Promise.all([take('1'), take('2'), take('3')]);
  expect(order).toEqual(['begin 1', 'end 1', 'begin 2', 'end 2', 'begin 3', 'end 3']);
  const release = await groups.acquire(request());
  await groups.acquire(request({ group: 'other' }));
  release();
});

it('keeps one waiting and gives up those that a newer one replaces', async () => {
  const groups = new ConcurrencyGroups();
  const release = await groups.acquire(request({ queue: 'single' }));
  const second = groups.acquire(request({ queue: 'single' }));
  const third = groups.acquire(request({ queue: 'single' }));
  await expect(second).rejects.toMatchObject({ code: 'conflict' });
  release();
  await expect(third).resolves.toBeInstanceOf(Function);
});

it('lets a hundred wait and no more', async () => {
  const groups = new ConcurrencyGroups();
  await groups.acquire(request());
  const waiting = Array.from({ length: 101 }, () => groups.acquire(request()));
  await expect(waiting[100]).rejects.toMatchObject({ code: 'conflict' });
});
