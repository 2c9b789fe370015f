import type { QueueLoad } from '../metrics/app-metrics.ts';
import type { Delivery } from './delivery.ts';

/**
 * What became of a delivery at the door of the queue. `known`: its first is waiting, worked on, or lately done. `full`: so many
 * wait, or the app stops, that it was not taken.
 */
export type Put = 'taken' | 'known' | 'full';

/** Where deliveries wait. Those of one turn are worked on in their order, those of different turns side by side. */
export interface DeliveryQueue {
  /** Throws `network` when it cannot be told whether the queue has it. */
  readonly put: (delivery: Delivery) => Promise<Put>;
  /** Whether a delivery with this id would not be taken, since it is known. */
  readonly knows: (id: string) => Promise<boolean>;
  /** Starts the work. A delivery whose `handler` rejects has failed, and is taken when it comes again. */
  readonly work: (handler: (delivery: Delivery) => Promise<void>) => void;
  readonly load: () => Promise<QueueLoad>;
  /** Throws while nothing can be put. */
  readonly ready: () => Promise<void>;
  /** Takes nothing more, and resolves when what is in hand is done, or after `patience` ms. */
  readonly close: (patience: number) => Promise<void>;
}
