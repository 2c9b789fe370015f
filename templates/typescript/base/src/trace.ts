import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';

/** A place in a distributed trace: https://www.w3.org/TR/trace-context/ */
export interface Trace {
  /** 32 hex digits, the same in every process that the work touches. */
  readonly traceId: string;
  /** 16 hex digits, new in each process. */
  readonly spanId: string;
  /** Two hex digits; 01 says that the caller records the trace. */
  readonly flags: string;
}

// Versions later than 00 may add fields behind these.
const TRACEPARENT = /^(?!ff|00-.{52}-)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;

const storage = new AsyncLocalStorage<Trace>();

/** The trace that the work at hand belongs to, if it is known. */
export function currentTrace(): Trace | undefined {
  return storage.getStore();
}

/** Does `work` within a trace: its logs and events carry it on. */
export function inTrace<T>(trace: Trace, work: () => T): T {
  return storage.run(trace, work);
}

/** A trace that nobody records yet. */
export function beginTrace(): Trace {
  return { traceId: hex(16), spanId: hex(8), flags: '00' };
}

/** The next span of the same trace. */
export function childOf(trace: Trace): Trace {
  return { ...trace, spanId: hex(8) };
}

/** The caller's place; undefined for a header that the standard says to ignore. */
export function parseTraceparent(header: string): Trace | undefined {
  const [, traceId, spanId, flags] = TRACEPARENT.exec(header) ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return undefined;
  return { traceId, spanId, flags };
}

export function formatTraceparent({ traceId, spanId, flags }: Trace): string {
  return `00-${traceId}-${spanId}-${flags}`;
}

/** Continues the caller's trace in every handler, if the request carries one. */
export function joinTraces(http: FastifyInstance): void {
  http.addHook('preHandler', (request, _reply, done) => {
    const header = request.headers['traceparent'];
    const trace = typeof header === 'string' ? parseTraceparent(header) : undefined;
    if (trace === undefined) done();
    else inTrace(childOf(trace), done);
  });
}

function hex(bytes: number): string {
  return randomBytes(bytes).toString('hex');
}
