import { type Clock, formatTime } from '../../core/common/clock.ts';
import { found } from '../../core/github/status.ts';
import type { DeliveryQueue } from '../deliveries/delivery-queue.ts';
import { type Pause, untilDone } from '../until-done.ts';
import { findLost, type LoggedAttempt } from './find-lost.ts';
import { isSwept } from './swept-events.ts';

const PAGE = 100;

/** How far back GitHub's log of deliveries goes, in ms. */
const LOG_OF_GITHUB = 3 * 24 * 60 * 60 * 1000;

/** A delivery gets into GitHub's log when it has been answered: a sweep looks that much further back than it has to, in ms. */
const OVERLAP = 5 * 60 * 1000;

/** How often a payload is asked for that GitHub does not give: then the others are no longer kept waiting. Some minutes in all. */
const TRIES = 8;

/** How far the sweeps of a process have come. */
export interface Progress {
  /** What was delivered before has been looked at: what failed for good since then is not put into the queue for ever. */
  since: Date;
  /** The row of GitHub's log whose payload was asked for last without an answer. */
  failing?: { readonly id: number; readonly tries: number };
}

/** At the start all of GitHub's log is left to look at. */
export const noProgress = (clock: Clock): Progress => ({
  since: new Date(clock().getTime() - LOG_OF_GITHUB),
});

/** What of the queue a sweep works with. */
export type SweptQueue = Pick<DeliveryQueue, 'knows' | 'load' | 'put'>;

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
 * Puts what was lost into the queue, oldest first, with the payload that GitHub sent then: what became of the comment is not asked.
 * Handlers find what was done already. While the queue is full it waits, holding nothing but the rows of the log. Returns how many
 * were taken, and how many it passed over since GitHub does not give their payload. One page of the log is one call, and each delivery that the queue does not know another one.
 *
 * Where it throws, `progress` is how far it came, and another one goes on there. At its end that is when it began, or when the
 * oldest delivery came that waited then: what was not lost yet may be.
 */
export async function sweepDeliveries(
  github: DeliveryLog,
  queue: SweptQueue,
  progress: Progress,
  clock: Clock,
  pause: Pause,
  log: { readonly error: (about: object, message: string) => void },
): Promise<{ lost: number; failed: number }> {
  const begun = clock().getTime();
  const { oldest } = await queue.load();
  let lost = 0;
  let failed = 0;
  for (const { id, guid, event, delivered_at: at } of findLost(await attemptsSince(github, progress.since))) {
    progress.since = new Date(at);
    if (await queue.knows(guid)) continue;
    const tries = progress.failing?.id === id ? progress.failing.tries : 0;
    if (tries === TRIES) continue;
    let payload: object | undefined;
    try {
      payload = await payloadOf(github, id);
    } catch (error) {
      progress.failing = { id, tries: tries + 1 };
      if (tries + 1 < TRIES) throw error;
      failed += 1;
      log.error(
        { err: error, delivery: guid, event, at },
        'GitHub does not give a delivery; it is passed over',
      );
    }
    if (payload === undefined) continue;
    const delivery = { id: guid, event, payload, receivedAt: formatTime(progress.since) };
    await untilDone(async () => {
      const put = await queue.put(delivery);
      if (put === 'taken') lost += 1;
      return put !== 'full';
    }, pause);
    if (pause.signal.aborted) return { lost, failed };
  }
  progress.since = new Date(Math.min(begun, oldest === undefined ? begun : Date.parse(oldest)) - OVERLAP);
  return { lost, failed };
}

async function attemptsSince({ paginate }: DeliveryLog, since: Date): Promise<LoggedAttempt[]> {
  const attempts: LoggedAttempt[] = [];
  const isNew = ({ delivered_at: at }: LoggedAttempt): boolean => Date.parse(at) >= since.getTime();
  for await (const { data } of paginate.iterator('GET /app/hook/deliveries', { per_page: PAGE })) {
    attempts.push(...data.filter((attempt) => isNew(attempt) && isSwept(attempt)));
    if (!data.every(isNew)) break;
  }
  return attempts;
}

/** Nothing where GitHub has no payload any more. */
async function payloadOf({ request }: DeliveryLog, id: number): Promise<object | undefined> {
  const delivery = await found(request('GET /app/hook/deliveries/{delivery_id}', { delivery_id: id }));
  return delivery?.data.request.payload ?? undefined;
}
