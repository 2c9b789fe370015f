import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../../core/common/clock.ts';
import type { AppMetrics } from '../metrics/app-metrics.ts';
import type { DeliveryQueue, Put } from './delivery-queue.ts';
import { hasNoEffect } from './has-no-effect.ts';
import type { BodyReader } from './read-body.ts';
import { readDelivery } from './read-delivery.ts';

/** What GitHub is told. It calls a delivery with 503 failed, and the sweep finds it in its log. */
const ANSWERS = {
  taken: [202, 'taken'],
  known: [202, 'known already'],
  full: [503, 'no room; deliver it again later'],
} as const satisfies Record<Put, readonly [number, string]>;

/** In s, with a 503. */
const RETRY_AFTER = 60;

export interface Door {
  readonly readBody: BodyReader;
  readonly secret: string;
  readonly clock: Clock;
  readonly queue: Pick<DeliveryQueue, 'put'>;
  readonly metrics: Pick<AppMetrics, 'received'>;
  readonly log: {
    readonly info: (about: object, message: string) => void;
    readonly warn: (about: object, message: string) => void;
  };
}

/** Answers a delivery as soon as it is in the queue. Of one that GitHub did not sign nothing is kept, nor logged. */
export async function receiveDelivery(
  { readBody, secret, clock, queue, metrics, log }: Door,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const delivery = await readDelivery(request, readBody, secret, clock);
  if ('status' in delivery) {
    const { status, reason } = delivery;
    metrics.received('other', status === 503 ? 'full' : 'refused');
    log.warn({ status }, `A delivery was refused: ${reason}`);
    if (status === 503) response.setHeader('retry-after', RETRY_AFTER);
    // Whatever is left of the body is not read.
    answer(response.setHeader('connection', 'close'), status, reason);
    return;
  }
  const { id, event } = delivery;
  const about = { delivery: id, event };
  if (hasNoEffect(delivery)) {
    metrics.received(event, 'passed');
    answer(response, 200, 'nothing to do');
    return;
  }
  const put = await queue.put(delivery).catch((error: unknown) => {
    log.warn({ ...about, err: error }, 'A delivery could not be put into the queue');
    return 'full' as const;
  });
  metrics.received(event, put);
  log.info(about, put === 'full' ? 'Delivery turned away' : `Delivery ${put}`);
  if (put === 'full') response.setHeader('retry-after', RETRY_AFTER);
  const [status, text] = ANSWERS[put];
  answer(response, status, text);
}

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain' }).end(`${text}\n`);
}
