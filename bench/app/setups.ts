import { fileURLToPath } from 'node:url';
import { noRedis, redisServer } from '../../test/app/fixtures/redis-server.ts';

/** What is measured, and how its process is started. */
export interface Setup {
  readonly name: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Instead of the app's own. */
  readonly program?: string;
  /** Where its Redis is, of those that have one. */
  readonly redis?: string;
}

const PROBOT: Setup = {
  name: "Probot's own middleware",
  environment: {},
  program: fileURLToPath(new URL('peer-process.ts', import.meta.url)),
};

/** The app with each of its queues, and where the peer is asked for too the same handlers without; Redis where it is installed. */
export async function withSetups<Result>(
  peer: 'with the peer' | 'without the peer',
  measured: (setup: Setup) => Promise<Result>,
): Promise<Result[]> {
  const results = [await measured({ name: 'queue in memory', environment: {} })];
  if (noRedis === undefined) {
    const redis = await redisServer();
    try {
      await redis.start();
      const { url } = redis;
      results.push(await measured({ name: 'queue on Redis', environment: { REDIS_URL: url }, redis: url }));
    } finally {
      await redis.remove();
    }
  } else console.error(`Nothing is measured on Redis: ${noRedis}.`);
  if (peer === 'with the peer') results.push(await measured(PROBOT));
  return results;
}
