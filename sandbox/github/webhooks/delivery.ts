import type { App } from '../state/app.ts';
import type { EventName } from './events.ts';

/** One webhook that was sent, or failed to be sent, to an app. */
export interface Delivery {
  readonly id: number;
  /** The same for all deliveries of one event: `X-GitHub-Delivery`. */
  readonly guid: string;
  readonly app: App;
  readonly event: EventName;
  readonly action: string | null;
  readonly installationId: number | null;
  readonly repositoryId: number | null;
  readonly redelivery: boolean;
  readonly deliveredAt: string;
  /** Seconds. */
  readonly duration: number;
  readonly status: string;
  /** 0 when no answer came. */
  readonly statusCode: number;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly payload: string;
  readonly responseHeaders: Readonly<Record<string, string>>;
  readonly responseBody: string;
}
