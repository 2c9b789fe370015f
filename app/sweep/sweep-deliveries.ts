import { formatTime } from '../../core/common/clock.ts';
import { VaultMeshError } from '../../core/common/error.ts';
import { found } from '../../core/github/status.ts';
import type { DeliveryQueue } from '../deliveries/delivery-queue.ts';
import { findLost, type LoggedAttempt } from './find-lost.ts';

const PAGE = 100;

/** GitHub's log of the app's deliveries, newest first. */
export interface DeliveryLog {
  readonly paginate: {
    readonly iterator: (
      route: 'GET /app/hook/deliveries',
      parameters: { readonly per_page: number },
    ) => AsyncIterable<{ readonly data: readonly LoggedAttempt[] }>;
  };
  readonly request: (
    route: 'GET /app/hook/deliveries/{delivery_id}',
    parameters: { readonly delivery_id: number },
  ) => Promise<{
    readonly data: { readonly request: { readonly payload: object | null } };
  }>;
}

/**
 * Puts what was lost since `since` into the queue, with the payload that GitHub sent then: what became of the comment is not asked.
 * Handlers find what was done already. Returns how many were taken. One page of the log is one call, and each delivery that the
 * queue does not know another one.
 *
 * Throws `incomplete` when the queue is full: then a sweep in a while finds the rest.
 */
export async function sweepDeliveries(
  github: DeliveryLog,
  queue: Pick<DeliveryQueue, 'knows' | 'put'>,
  since: Date,
): Promise<number> {
  let taken = 0;
  for (const { id, guid, event, delivered_at: at } of findLost(await attemptsSince(github, since))) {
    if (await queue.knows(guid)) continue;
    const payload = await payloadOf(github, id);
    if (payload === undefined) continue;
    const receivedAt = formatTime(new Date(at));
    const put = await queue.put({ id: guid, event, payload, receivedAt });
    if (put === 'full') throw new VaultMeshError('incomplete', 'The queue is full; the sweep goes on later.');
    if (put === 'taken') taken += 1;
  }
  return taken;
}

async function attemptsSince({ paginate }: DeliveryLog, since: Date): Promise<LoggedAttempt[]> {
  const attempts: LoggedAttempt[] = [];
  const isNew = ({ delivered_at: at }: LoggedAttempt): boolean => Date.parse(at) >= since.getTime();
  for await (const { data } of paginate.iterator('GET /app/hook/deliveries', { per_page: PAGE })) {
    attempts.push(...data.filter(isNew));
    if (!data.every(isNew)) break;
  }
  return attempts;
}

/** Nothing where GitHub has no payload any more. */
async function payloadOf({ request }: DeliveryLog, id: number): Promise<object | undefined> {
  const delivery = await found(request('GET /app/hook/deliveries/{delivery_id}', { delivery_id: id }));
  return delivery?.data.request.payload ?? undefined;
}
