import { Probot, ProbotOctokit } from 'probot';
import type { Config } from './config.ts';
import { createLog } from './create-log.ts';
import type { AppMetrics } from './metrics/app-metrics.ts';

/** No call waits longer for its answer, in ms. */
const REQUEST_TIMEOUT = 30_000;

/** How often a call that GitHub could not serve, or put off, is made again. */
const RETRIES = 2;

/** Probot as this app runs it: JSON logs, bounded waits and retries, and the distance between calls that GitHub wants. */
export function createProbot(config: Config, metrics: AppMetrics): Probot {
  const limits = {
    retry: { retries: RETRIES },
    throttle: {
      enabled: config.throttle,
      onRateLimit: mayRepeat,
      onSecondaryRateLimit: mayRepeat,
    },
  };
  return new Probot({
    appId: config.appId,
    privateKey: config.privateKey,
    secret: config.webhookSecret,
    baseUrl: config.apiUrl,
    log: createLog(config.logLevel),
    request: { fetch: fetchInTime(metrics) },
    Octokit: ProbotOctokit.defaults((options: object) => ({ ...options, ...limits })),
  });
}

interface LimitedCall {
  readonly method: string;
  readonly url: string;
}

interface Speaker {
  readonly log: { readonly warn: (message: string) => unknown };
}

function mayRepeat(
  seconds: number,
  { method, url }: LimitedCall,
  { log }: Speaker,
  repeats: number,
): boolean {
  const repeat = repeats < RETRIES;
  log.warn(`GitHub puts off ${method} ${url}: ${repeat ? `again in ${seconds} s` : 'given up'}`);
  return repeat;
}

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
