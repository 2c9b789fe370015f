import { Redis } from 'ioredis';

/** How long a connection may take, and then a command of somebody who waits, in ms. */
const CONNECT_TIMEOUT = 5_000;
const COMMAND_TIMEOUT = 5_000;

/** Between tries to reach a Redis that is away, in ms. */
const retryStrategy = (tries: number): number => Math.min(100 * 2 ** Math.min(tries, 10), 2_000);

/** For commands that somebody waits for: they fail at once while Redis is away. */
export const ASKING = {
  connectTimeout: CONNECT_TIMEOUT,
  commandTimeout: COMMAND_TIMEOUT,
  enableOfflineQueue: false,
  maxRetriesPerRequest: 0,
  retryStrategy,
};

/** For the workers, which wait for Redis however long it is away. */
export const WORKING = {
  connectTimeout: CONNECT_TIMEOUT,
  maxRetriesPerRequest: null,
  retryStrategy,
};

/** A connection that comes back by itself. `onError` hears of every try that failed; the address is in none of them. */
export function connectRedis(
  url: string,
  options: typeof ASKING | typeof WORKING,
  onError: (error: Error) => void,
): Redis {
  return new Redis(url, options).on('error', onError);
}
