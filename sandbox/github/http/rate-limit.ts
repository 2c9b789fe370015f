import type { Clock } from '../../../core/common/clock.ts';
import type { Actor } from '../access/actor.ts';

export interface RateLimit {
  readonly limit: number;
  readonly used: number;
  readonly remaining: number;
  /** Unix seconds at which `used` falls back to 0. */
  readonly reset: number;
}

const HOUR = 3600;

/** The primary rate limit of each actor: so many requests an hour, counted from its first one. */
export class RateLimits {
  readonly #windows = new Map<unknown, { used: number; reset: number }>();
  readonly #clock: Clock;
  readonly #ofInstallation: number;

  /** @param ofInstallation how many an installation has; GitHub gives 5,000, and up to 12,500 to large ones */
  constructor(clock: Clock, ofInstallation = 5000) {
    this.#clock = clock;
    this.#ofInstallation = ofInstallation;
  }

  /** Counts one request (or none, to look) and returns how the actor stands after it. */
  count(actor: Actor, requests: 0 | 1 = 1): RateLimit {
    const key = actor.kind === 'anonymous' ? 'anonymous' : actor.kind === 'user' ? actor.account : actor;
    const now = Math.floor(this.#clock().getTime() / 1000);
    const known = this.#windows.get(key);
    const window = known !== undefined && known.reset > now ? known : { used: 0, reset: now + HOUR };
    window.used += requests;
    this.#windows.set(key, window);
    const limit = this.#limitOf(actor);
    return { limit, used: window.used, remaining: Math.max(0, limit - window.used), reset: window.reset };
  }

  /** Requests an hour. The `GITHUB_TOKEN` of a workflow (no installation behind it) has 1,000 a repository. */
  #limitOf(actor: Actor): number {
    if (actor.kind === 'anonymous') return 60;
    if (actor.kind !== 'installation') return 5000;
    return actor.installation === undefined ? 1000 : this.#ofInstallation;
  }
}

export function rateLimitHeaders(state: RateLimit, resource: 'core' | 'graphql'): Record<string, string> {
  return {
    'x-ratelimit-limit': String(state.limit),
    'x-ratelimit-remaining': String(state.remaining),
    'x-ratelimit-used': String(state.used),
    'x-ratelimit-reset': String(state.reset),
    'x-ratelimit-resource': resource,
  };
}
