import { natsBroker } from './nats-broker.ts';
import { rabbitmqBroker } from './rabbitmq-broker.ts';

/** A real broker with its data in a folder, which can be ended and started again. */
export interface Broker {
  /** What a service is given as MQ_URL. */
  readonly url: string;
  /** Where it tells Prometheus of its queues; NATS does so through a program of its own, which is not among Debian's. */
  readonly metrics?: string;
  readonly start: () => Promise<void>;
  /** SIGTERM ends it as an operator does, SIGKILL as a crash does. */
  readonly end: (signal: 'SIGTERM' | 'SIGKILL') => Promise<void>;
  /** Publishes a text where the worker takes `greeting.requested` from. It has no attributes: it is no CloudEvent. */
  readonly publish: (text: string) => Promise<void>;
  /** The data of all `greeting.completed` that were published. */
  readonly completed: () => Promise<readonly string[]>;
  /** The worker's dead letters. */
  readonly dead: () => Promise<readonly string[]>;
  /** Takes one more `greeting.requested`, and no `greeting.completed` until what it returns is called. */
  readonly refuseCompleted: () => Promise<() => Promise<void>>;
  /** Deletes what the worker takes its events from: a queue, or a consumer. */
  readonly forget: () => Promise<void>;
}

/** Creates a broker in a new folder for the worker of this name; it is started later. Each is a package of Debian's. */
export const brokers: Readonly<
  Record<'nats' | 'rabbitmq', (folder: string, worker: string) => Promise<Broker>>
> = {
  nats: natsBroker,
  rabbitmq: rabbitmqBroker,
};
