import { type Logger, pino } from 'pino';
import { workNames } from './deliveries/work-names.ts';

/** What the log keeps of an error. */
interface LoggedError {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
  readonly code?: string;
  readonly status?: number;
  /** The call that failed: `GET /repos/acme/platform`. */
  readonly call?: string;
  readonly cause?: LoggedError;
  readonly errors?: readonly LoggedError[];
}

/** How many causes below each other are told. */
const DEPTH = 4;

/** Probot hands its log whole webhooks: only the name of an event is kept, and nothing of a payload. */
const nameOf = (event: unknown): unknown => (typeof event === 'string' ? event : undefined);

/**
 * JSON lines on standard output, with the delivery that is worked on. Of an error only what helps to understand it:
 * errors of webhooks and of GitHub's client carry whole payloads, also those that nobody signed, and requests with
 * what is in them.
 */
export function createLog(level: string): Logger {
  const serializers = { err: (error: unknown) => loggedError(error, DEPTH), event: nameOf };
  return pino({
    level,
    base: null,
    serializers,
    mixin: workNames,
    hooks: {
      logMethod(line, method) {
        if (!isOfProbot(line)) method.apply(this, line);
      },
    },
  });
}

/**
 * Whether it is Probot's own line of what a handler rejects with, which carries the event: that is told where the attempt ends, by
 * whether it comes again, failed for good, or leaves nothing to do.
 */
const isOfProbot = ([error, ...more]: readonly unknown[]): boolean =>
  error instanceof Error && 'event' in error && more.length === 0;

export function loggedError(error: unknown, depth: number): LoggedError {
  if (!(error instanceof Error)) return { name: typeof error, message: String(error) };
  const { name, message, stack, cause } = error;
  return {
    name,
    message,
    ...(stack !== undefined && { stack }),
    ...('code' in error && typeof error.code === 'string' && { code: error.code }),
    ...('status' in error && typeof error.status === 'number' && { status: error.status }),
    ...callOf(error),
    ...(cause !== undefined && depth > 0 && { cause: loggedError(cause, depth - 1) }),
    ...(error instanceof AggregateError &&
      depth > 0 && { errors: error.errors.map((each) => loggedError(each, depth - 1)) }),
  };
}

function callOf(error: Error): { call?: string } {
  if (!('request' in error) || typeof error.request !== 'object' || error.request === null) return {};
  const { method, url } = error.request as { method?: unknown; url?: unknown };
  if (typeof method !== 'string' || typeof url !== 'string' || !URL.canParse(url)) return {};
  return { call: `${method} ${new URL(url).pathname}` };
}
