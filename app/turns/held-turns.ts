import { AsyncLocalStorage } from 'node:async_hooks';
import type { Lease } from './lease.ts';

const present = new AsyncLocalStorage<readonly Lease[]>();

/** Does `work` in a turn that is held by `lease`, within those in which it is called. */
export const holding = <Result>(lease: Lease, work: () => Result): Result =>
  present.run([...(present.getStore() ?? []), lease], work);

/**
 * For how long every turn of the present work is its own, in ms, whenever and from wherever that is asked later. `undefined` for work
 * whose turns cannot be lost.
 */
export function heldFor(): (() => number) | undefined {
  const leases = present.getStore();
  return leases && (() => Math.min(...leases.map((lease) => lease.left())));
}
