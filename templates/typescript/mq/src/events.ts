import { SERVICE } from './settings.ts';
import { beginTrace, childOf, currentTrace, formatTraceparent, parseTraceparent, type Trace } from './trace.ts';

/** A CloudEvent 1.0. Source and id together are its identity: an event may arrive more than once. */
export interface CloudEvent {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  /** RFC 3339; empty when the sender gave none. */
  readonly time: string;
  readonly trace: Trace;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Handles an event. After an error it comes again, up to the fifth time, or never if that is an UnusableEvent. */
export type Handler = (event: CloudEvent) => Promise<void>;

/** Whatever takes events. */
export interface Publisher {
  /** Resolves when the event is stored; rejects when that is not sure. */
  readonly publish: (event: CloudEvent) => Promise<void>;
}

/** An event that can never be handled, however often it is tried. */
export class UnusableEvent extends Error {}

/** How often an event is handled before it becomes a dead letter. */
export const ATTEMPTS = 5;
/** How many events are handled at once. */
export const CONCURRENCY = 10;
/** How many handled events are recognised when they come again. */
export const REMEMBERED = 10_000;
export const CONTENT_TYPE = 'application/json';

/** An event of this service that happens now and continues the trace of the work at hand. */
export function newEvent(type: string, id: string, data: CloudEvent['data']): CloudEvent {
  const trace = childOf(currentTrace() ?? beginTrace());
  return { id, source: `/${SERVICE}`, type, time: new Date().toISOString(), trace, data };
}

/** Where an event of this type is published. */
export function subjectOf(type: string): string {
  return `events.${type}`;
}

/** The event without its data, as both brokers carry it in binary mode. */
export function attributesOf({ id, source, type, time, trace }: CloudEvent): Record<string, string> {
  return { specversion: '1.0', id, source, type, time, traceparent: formatTraceparent(trace) };
}

/** The reverse of `attributesOf`. Throws UnusableEvent. */
export function parseEvent(attribute: (name: string) => string, body: Uint8Array): CloudEvent {
  const [id, source, type] = [attribute('id'), attribute('source'), attribute('type')];
  if (attribute('specversion') !== '1.0' || id === '' || source === '' || type === '') {
    throw new UnusableEvent('it is no CloudEvent 1.0 in binary mode');
  }
  const trace = parseTraceparent(attribute('traceparent')) ?? beginTrace();
  return { id, source, type, time: attribute('time'), trace, data: parseData(body) };
}

function parseData(body: Uint8Array): CloudEvent['data'] {
  try {
    const data: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
    if (typeof data === 'object' && data !== null) return data as CloudEvent['data'];
  } catch {
    // Said below.
  }
  throw new UnusableEvent('its data is no JSON object');
}

/**
 * A handler that handles each event once, as far as this process remembers: one that comes again after success is
 * passed over. What must never happen twice needs the same key in a database.
 */
export function once(handler: Handler): Handler {
  const handled = new Set<string>();
  const underWay = new Set<string>();
  return async (event) => {
    const key = JSON.stringify([event.source, event.id]);
    if (handled.has(key)) return;
    if (underWay.has(key)) throw new Error('the same event is being handled');
    underWay.add(key);
    try {
      await handler(event);
      handled.add(key);
      const [oldest] = handled;
      if (handled.size > REMEMBERED && oldest !== undefined) handled.delete(oldest);
    } finally {
      underWay.delete(key);
    }
  };
}

/** The seconds to wait after so many failures: 1, 2, 4, and never more than 30. */
export function backoff(failures: number): number {
  return Math.min(2 ** Math.max(failures - 1, 0), 30);
}
