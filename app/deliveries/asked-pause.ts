import type { Clock } from '../../core/common/clock.ts';
import { isRequestError } from '../../core/github/request-error.ts';

/** The longest that is waited for since GitHub asks for it, in ms: others wait behind it. A limit's hour may have more left. */
const LONGEST = 300_000;

/** In s, after a secondary limit that does not say how long: "at least one minute". */
const SECONDARY = 60;

/**
 * How long GitHub asks to wait after `error`, in ms, but no more than 5 min; 0 where it asks for nothing. It says so by
 * `retry-after`, or by the second of its clock in which a limit begins anew. Of several errors the longest counts.
 */
export function askedPause(error: unknown, clock: Clock): number {
  if (error instanceof AggregateError) {
    return Math.max(0, ...error.errors.map((each) => askedPause(each, clock)));
  }
  if (!(error instanceof Error)) return 0;
  const headers = headersOf(error);
  if (headers === undefined) return askedPause(error.cause, clock);
  const otherwise = /secondary rate limit/i.test(error.message) ? SECONDARY : 0;
  const ms = Number(headers['retry-after'] ?? otherwise) * 1000;
  const isUsedUp = String(headers['x-ratelimit-remaining']) === '0';
  const reset = isUsedUp ? (Number(headers['x-ratelimit-reset']) + 1) * 1000 - clock().getTime() : 0;
  return Math.min(LONGEST, Math.max(0, ...[ms, reset].filter(Number.isFinite)));
}

type Headers = Readonly<Record<string, string | number | undefined>>;

/** Those of GitHub's answer, also of one to GraphQL; nothing for what is no answer of GitHub's. */
function headersOf(error: Error): Headers | undefined {
  if (isRequestError(error)) return error.response?.headers ?? {};
  return error.name === 'GraphqlResponseError' && 'headers' in error ? (error.headers as Headers) : undefined;
}
