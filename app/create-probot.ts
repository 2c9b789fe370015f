import type { Logger } from 'pino';
import { Probot, ProbotOctokit } from 'probot';
import type { Config } from './config.ts';
import { createLog } from './create-log.ts';
import { githubLog } from './github-log.ts';
import { limitAnswers } from './memory/limited-client.ts';
import type { AppMetrics } from './metrics/app-metrics.ts';
import { keepTurns } from './turns/keep-turns.ts';

/** No call waits longer for its answer, in ms. */
const REQUEST_TIMEOUT = 30_000;

/** How often a call that GitHub could not serve, or put off, is made again. */
const RETRIES = 2;

/** How long GitHub may put a call off for it to be waited with, in s: others of the same turn wait behind it. */
const LONGEST_WAIT = 300;

/** Probot as this app runs it: JSON logs, bounded waits and retries, and the distance between calls that GitHub wants. */
export function createProbot(config: Config, metrics: AppMetrics): Probot {
  const log = createLog(config.logLevel);
  const limits = {
    log: githubLog(log.child({ part: 'github' })),
    retry: { retries: RETRIES },
    throttle: {
      enabled: config.throttle,
      onRateLimit: mayRepeat(log),
      onSecondaryRateLimit: mayRepeat(log),
    },
  };
  return new Probot({
    appId: config.appId,
    privateKey: config.privateKey,
    secret: config.webhookSecret,
    baseUrl: config.apiUrl,
    log,
    request: { fetch: fetchInTime(metrics) },
    Octokit: ProbotOctokit.plugin(keepTurns, limitAnswers).defaults((options: object) => ({
      ...options,
      ...limits,
    })),
  });
}

interface LimitedCall {
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, unknown>>;
}

/** Calls wait in one queue, so that whose turn it is says nothing about the delivery: the header that Probot sets does. */
const mayRepeat =
  (log: Logger) =>
  (seconds: number, { method, url, headers }: LimitedCall, _octokit: unknown, repeats: number): boolean => {
    const repeat = repeats < RETRIES && seconds <= LONGEST_WAIT;
    const delivery = headers?.['x-github-delivery'];
    log.warn(
      { delivery, event: undefined, repository: undefined },
      `GitHub puts off ${method} ${url}: ${repeat ? `again in ${seconds} s` : 'given up'}`,
    );
    return repeat;
  };

const fetchInTime =
  (metrics: AppMetrics): typeof fetch =>
  async (input, init) => {
    const limit = AbortSignal.timeout(REQUEST_TIMEOUT);
    const signal = init?.signal ? AbortSignal.any([init.signal, limit]) : limit;
    try {
      const answer = await fetch(input, { ...init, signal });
      metrics.called(answer);
      return answer;
    } catch (error) {
      metrics.called();
      throw error;
    }
  };
