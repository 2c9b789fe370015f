import type { FastifyBaseLogger } from 'fastify';
import {
  ATTEMPTS,
  backoff,
  type CloudEvent,
  type Handler,
  once,
  parseEvent,
  type Publisher,
  UnusableEvent,
} from './events.ts';
import { beginTrace, childOf, inTrace, parseTraceparent } from './trace.ts';
import { pause } from './stopping.ts';

/** A message that came in, and what can be said of it to the broker, which may then be disconnected. */
export interface Delivery {
  /** An attribute of the CloudEvent; empty when the message has none of this name. */
  readonly attribute: (name: string) => string;
  readonly body: Uint8Array;
  /** Which time this is, from 1, as the broker counts. */
  readonly attempt: number;
  /** It is done and must not come again. */
  readonly acknowledge: () => Promise<void>;
  /** It must come again after so many seconds, or at once when this process stops. */
  readonly retry: (seconds: number, stopping: AbortSignal) => Promise<void>;
  /** It becomes a dead letter. */
  readonly bury: () => Promise<void>;
}

/** One connection to a broker, from its beginning to its end. */
export interface Session extends Publisher {
  /** Gives deliveries to `take`, as many at once as CONCURRENCY. */
  readonly consume: (take: (delivery: Delivery) => Promise<void>) => Promise<void>;
  /** Resolves when no further delivery comes. */
  readonly cancel: () => Promise<void>;
  /** Resolves when the connection is over, whoever ended it. */
  readonly lost: Promise<void>;
  readonly close: () => Promise<void>;
}

/** Connects to the broker at a URL, and has it keep the events of a type for this service. */
export type Connect = (url: string, log: FastifyBaseLogger, type?: string) => Promise<Session>;

/** A connection to a message broker that comes back by itself, and CloudEvents over it. */
export class Broker implements Publisher {
  readonly #url: string;
  readonly #connect: Connect;
  readonly #log: FastifyBaseLogger;
  readonly #stopping = new AbortController();
  readonly #closing = new AbortController();
  readonly #underWay = new Set<Promise<void>>();
  #consumer: { readonly type: string; readonly handler: Handler } | undefined;
  #session: Session | undefined;

  constructor(url: string, connect: Connect, log: FastifyBaseLogger) {
    this.#url = url;
    this.#connect = connect;
    this.#log = log;
  }

  /** Whether events can be published now. */
  get connected(): boolean {
    return this.#session !== undefined;
  }

  /** Gives each event of this type to the handler; to be called before `start`. */
  consume(type: string, handler: Handler): void {
    this.#consumer = { type, handler: once(handler) };
  }

  /** Connects, and connects again for ever when the connection is lost. */
  start(): void {
    void this.#run();
  }

  async publish(event: CloudEvent): Promise<void> {
    if (this.#session === undefined) throw new Error('the message broker is disconnected');
    await this.#session.publish(event);
  }

  /** Takes no further events, and waits for those that are being handled. */
  async finish(): Promise<void> {
    this.#stopping.abort();
    if (this.#consumer !== undefined) await this.#session?.cancel().catch(() => undefined);
    await Promise.all(this.#underWay);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#session?.close();
  }

  async #run(): Promise<void> {
    const { signal } = this.#closing;
    for (let failures = 1; !signal.aborted; failures += 1) {
      try {
        const session = await this.#connect(this.#url, this.#log, this.#consumer?.type);
        failures = 0;
        this.#log.info('connected to the broker');
        await this.#use(session);
      } catch (error) {
        this.#log.warn({ error }, 'cannot reach the broker');
      }
      await pause(backoff(failures), signal);
    }
  }

  /** Resolves or rejects when the session is over. */
  async #use(session: Session): Promise<void> {
    // Before the first event comes in, which may publish another.
    this.#session = session;
    try {
      const { handler } = this.#consumer ?? {};
      if (handler !== undefined && !this.#stopping.signal.aborted) {
        await session.consume((delivery) => this.#take(delivery, handler));
      }
      await session.lost;
      if (!this.#closing.signal.aborted) this.#log.warn('lost the broker');
    } finally {
      this.#session = undefined;
      await session.close();
    }
  }

  /** Resolves when the delivery is settled, in whatever way. */
  async #take(delivery: Delivery, handler: Handler): Promise<void> {
    const trace = childOf(parseTraceparent(delivery.attribute('traceparent')) ?? beginTrace());
    const settling = inTrace(trace, () => this.#settle(delivery, handler)).catch((error: unknown) => {
      this.#log.warn({ id: delivery.attribute('id'), error }, 'an event will come again');
    });
    this.#underWay.add(settling);
    await settling;
    this.#underWay.delete(settling);
  }

  /** Handles an event and tells the broker what became of it. */
  async #settle(delivery: Delivery, handler: Handler): Promise<void> {
    const { attribute, attempt, body } = delivery;
    try {
      if (attempt > ATTEMPTS) throw new UnusableEvent(`it has ended ${String(attempt - 1)} processes`);
      await handler(parseEvent(attribute, body));
    } catch (error) {
      const details = { id: attribute('id'), attempt, error };
      if (error instanceof UnusableEvent || attempt >= ATTEMPTS) {
        this.#log.error(details, 'put an event aside');
        await delivery.bury();
      } else {
        this.#log.warn(details, 'an event failed');
        await delivery.retry(backoff(attempt), this.#stopping.signal);
      }
      return;
    }
    await delivery.acknowledge();
  }
}
