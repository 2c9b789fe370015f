import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';

/** How long a closing server waits for a request that may be on its way. */
const SILENCE_MS = 1_000;

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

/**
 * Lets a closing server end with its last answer. Without this it waits for connections on which nothing was asked, or
 * only half: balancers and browsers open them in advance.
 */
export function closeWithLastAnswer(http: FastifyInstance): void {
  let underWay = 0;
  let closing = false;
  const endIfDone = (): void => {
    if (closing && underWay === 0) http.server.closeAllConnections();
  };
  http.server.on('request', (_request, response) => {
    underWay += 1;
    response.once('close', () => {
      underWay -= 1;
      endIfDone();
    });
  });
  http.addHook('preClose', (done) => {
    const begin = (): void => {
      closing = true;
      endIfDone();
    };
    setTimeout(begin, SILENCE_MS).unref();
    done();
  });
}
