import { AsyncLocalStorage } from 'node:async_hooks';

type IsRepeated = (error: unknown) => boolean;

const present = new AsyncLocalStorage<IsRepeated>();

/** Does `work` as an attempt; what it calls, however deep down, may ask whether another follows on an error. */
export function attempting<Result>(isRepeated: IsRepeated, work: () => Result): Result {
  return present.run(isRepeated, work);
}

/** Whether the present attempt is followed by another when it fails with `error`; outside of attempts nothing is. */
export const isRepeated: IsRepeated = (error) => present.getStore()?.(error) ?? false;
