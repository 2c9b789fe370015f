import { natsBroker } from './nats-broker.ts';
import { rabbitmqBroker } from './rabbitmq-broker.ts';

/** What a broker carries: the attributes of a CloudEvent in binary mode, by their own names, and its data. */
export interface Message {
  readonly attributes: Readonly<Record<string, string>>;
  readonly data: string;
}

/** A real broker with its data in a folder, which can be ended and started again. */
export interface Broker {
  /** What a service is given as MQ_URL. */
  readonly url: string;
  /** Where it tells of its queues: RabbitMQ tells Prometheus itself, NATS in a form of its own, which an exporter translates. */
  readonly monitoring: string;
  readonly start: () => Promise<void>;
  /** SIGTERM ends it as an operator does, SIGKILL as a crash does. */
  readonly end: (signal: 'SIGTERM' | 'SIGKILL') => Promise<void>;
  /** Deletes all that it has stored; it must not be running. */
  readonly clear: () => Promise<void>;
  /** Publishes a message where the worker takes `greeting.requested` from; again when it was published before. */
  readonly publish: (message: Message) => Promise<void>;
  /** All events of a type that were published since the data was cleared. */
  readonly published: (type: string) => Promise<readonly Message[]>;
  /** The data of the worker's dead letters. */
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
