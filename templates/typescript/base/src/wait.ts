import { setTimeout as sleep } from 'node:timers/promises';

/** Waits so long, or less when the signal comes. */
export async function pause(seconds: number, signal?: AbortSignal): Promise<void> {
  await sleep(seconds * 1000, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
}

/** Whether `work` ends in so many seconds. Throws what it throws. */
export async function within(seconds: number, work: Promise<unknown>): Promise<boolean> {
  const late = new AbortController();
  try {
    return await Promise.race([work.then(() => true), pause(seconds, late.signal).then(() => false)]);
  } finally {
    late.abort();
  }
}
