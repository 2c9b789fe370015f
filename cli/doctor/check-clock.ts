import type { Clock } from '../../core/common/clock.ts';
import type { Finding } from './finding.ts';

const TIMEOUT_MS = 5_000;
const TOLERATED_MS = 60_000;

/**
 * Compares this machine's clock with the `Date` that `url` answers with. A clock that is off makes signatures that
 * others will call early or late.
 */
export async function checkClock(clock: Clock, fetchUrl: typeof fetch, url: string): Promise<Finding> {
  const answered = await dateOf(fetchUrl, url);
  if (answered === undefined) {
    return {
      check: 'clock',
      status: 'advice',
      detail: `The clock was not compared: ${url} did not answer with a date.`,
      remedy: 'Run doctor again with a network, or check that this machine keeps its time by NTP.',
    };
  }
  const seconds = Math.round((clock().getTime() - answered) / 1000);
  const detail = `The clock differs by ${Math.abs(seconds)} s from that of ${url}.`;
  if (Math.abs(seconds) * 1000 <= TOLERATED_MS) return { check: 'clock', status: 'ok', detail };
  return {
    check: 'clock',
    status: 'problem',
    detail,
    remedy: 'Set the clock: sudo timedatectl set-ntp true',
    code: 'policy',
  };
}

async function dateOf(fetchUrl: typeof fetch, url: string): Promise<number | undefined> {
  try {
    const answer = await fetchUrl(url, { method: 'HEAD', signal: AbortSignal.timeout(TIMEOUT_MS) });
    const time = Date.parse(answer.headers.get('date') ?? '');
    return Number.isNaN(time) ? undefined : time;
  } catch {
    return undefined;
  }
}
