import type { Clock } from '../../core/common/clock.ts';
import type { FaultPlan } from './fault-plan.ts';
import type { RateLimits } from './http/rate-limit.ts';
import type { State } from './state/state.ts';
import type { Deliveries } from './webhooks/deliveries.ts';
import type { Events } from './webhooks/events.ts';

/** The addresses of one running server, without a trailing slash. */
export interface Addresses {
  readonly web: string;
  readonly api: string;
  readonly uploads: string;
  readonly graphql: string;
}

/** What every part of one running GitHub shares. */
export interface Hub {
  readonly addresses: Addresses;
  /** Where the bare repositories are. */
  readonly directory: string;
  readonly state: State;
  readonly events: Events;
  readonly deliveries: Deliveries;
  readonly faults: FaultPlan;
  readonly limits: RateLimits;
  readonly clock: Clock;
}
