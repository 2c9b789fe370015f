import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import nock from 'nock';
import type { ProbotOctokit } from 'probot';
import { createProbot } from '../../../app/create-probot.ts';
import { isTransient } from '../../../app/deliveries/is-transient.ts';
import { createMetrics } from '../../../app/metrics/create-metrics.ts';
import { holding } from '../../../app/turns/held-turns.ts';
import { API, testConfig } from '../fixtures/started-app.ts';

let client: ProbotOctokit;
/** Keeps the distance between calls that GitHub wants: then calls are sent from where others ended. */
let throttled: ProbotOctokit;
let written: number;

beforeAll(async () => {
  nock.disableNetConnect();
  const clock = () => new Date('2026-11-20T09:30:00Z');
  const [config, metrics] = [testConfig(), createMetrics(clock)];
  client = await createProbot(config, metrics).auth();
  throttled = await createProbot({ ...config, throttle: true }, metrics).auth();
  nock(API)
    .persist()
    .get('/app')
    .reply(200, { slug: 'vaultmesh' })
    .post(/hook/)
    .reply(() => {
      written += 1;
      return [202, {}];
    });
});
afterAll(() => {
  nock.cleanAll();
  nock.enableNetConnect();
});
beforeEach(() => {
  written = 0;
});

const write = (by = client) => by.request('POST /app/hook/deliveries/{id}/attempts', { id: 1 });
/** A turn of which so much is left, in ms. */
const turn = (left: () => number) => ({ left, release: () => Promise.resolve() });
const held = turn(() => 29_999.64);
const lost = turn(() => 0);

describe('what is written to GitHub', () => {
  it('is written in a turn that is held, and without one', async () => {
    await write();
    await holding(held, () => write());
    expect(written).toBe(2);
  });

  it('is not written in a turn that was lost, or soon may be, also one around that which is held', async () => {
    const failures = [];
    for (const gone of [lost, turn(() => 14_000)]) {
      failures.push(await holding(gone, () => write()).catch((error: unknown) => error));
      failures.push(await holding(gone, () => holding(held, () => write())).catch((error: unknown) => error));
    }
    expect(written).toBe(0);
    for (const failure of failures) {
      expect(String(failure)).toContain('The turn of this work was lost');
      expect(isTransient(failure)).toBe(true);
    }
  });

  it('is looked at again when it was waiting while the turn was lost', async () => {
    let left = 30_000;
    const [first, second] = await holding(
      turn(() => left),
      () => Promise.allSettled([write(throttled).finally(() => (left = 0)), write(throttled)]),
    );
    expect([first.status, second.status, written]).toEqual(['fulfilled', 'rejected', 1]);
  });

  it('counts for the turn in which it was called, whoever sends it', async () => {
    const calls = [held, lost, held].map((each) => holding(each, () => write(throttled)));
    const outcomes = await Promise.allSettled(calls);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });
});

it('what is only read is read in a turn that was lost, too', async () => {
  const { data } = await holding(lost, () => client.rest.apps.getAuthenticated());
  expect(data?.slug).toBe('vaultmesh');
});

it('a write is not waited for any longer than its turn is held', async () => {
  const limit = new AbortController();
  const timeout = jest.spyOn(AbortSignal, 'timeout').mockReturnValue(limit.signal);
  const neverAnswers: typeof fetch = (_, init) =>
    new Promise((_resolve, reject) => {
      init?.signal?.addEventListener('abort', () => reject(new Error('aborted')));
      limit.abort();
    });
  const call = holding(
    turn(() => 20_000.36),
    () =>
      client.request('POST /app/hook/deliveries/1/attempts', {
        request: { retries: 0, fetch: neverAnswers },
      }),
  );
  await expect(call).rejects.toThrow('aborted');
  expect(timeout).toHaveBeenCalledWith(20_000);
  timeout.mockRestore();
});
