import type { Config } from '../config.ts';
import { createTurns, type Turns } from './turns.ts';
import type { Pause } from '../until-done.ts';

export interface OpenTurns extends Turns {
  /** Ends what is open for them, after the last task. */
  readonly close: () => void;
}

/** Turns over all processes where the configuration names the Redis that they share, else those of this process. */
export async function openTurns({ appId, redisUrl }: Config, pause: Pause): Promise<OpenTurns> {
  if (redisUrl === undefined) return { ...createTurns(), close: () => undefined };
  const { redisTurns } = await import('./redis-turns.ts');
  return redisTurns({ url: redisUrl, prefix: `vaultmesh:${appId}` }, pause);
}
