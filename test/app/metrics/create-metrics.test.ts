import { beforeEach, describe, expect, it } from '@jest/globals';
import type { AppMetrics } from '../../../app/metrics/app-metrics.ts';
import { createMetrics } from '../../../app/metrics/create-metrics.ts';

const NOW = new Date('2026-11-20T09:30:00Z');
let now: Date;
let metrics: AppMetrics;
beforeEach(() => {
  now = NOW;
  metrics = createMetrics(() => now);
});

/** The samples, as `name{labels}` to value. */
async function samples(): Promise<Record<string, number>> {
  const lines = (await metrics.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return Object.fromEntries(
    lines.map((line): [string, number] => {
      const [, name, value] = /^(.*) (\S+)$/.exec(line)!;
      return [name!, Number(value)];
    }),
  );
}

const answer = (status: number, limits: Record<string, string> = {}) => ({
  status,
  headers: new Headers(limits),
});

const limits = (remaining: number, resetAt: Date, resource = 'core') => ({
  'x-ratelimit-remaining': String(remaining),
  'x-ratelimit-reset': String(resetAt.getTime() / 1000),
  'x-ratelimit-resource': resource,
});

const inMinutes = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

it('counts deliveries by event and outcome', async () => {
  metrics.received('push', 'taken');
  metrics.received('push', 'taken');
  metrics.received('push', 'full');
  metrics.attempted('push', 'done', 1500);
  expect(await samples()).toMatchObject({
    'vaultmesh_deliveries_received_total{event="push",outcome="taken"}': 2,
    'vaultmesh_deliveries_received_total{event="push",outcome="full"}': 1,
    'vaultmesh_delivery_attempt_duration_seconds_sum{event="push",outcome="done"}': 1.5,
    'vaultmesh_delivery_attempt_duration_seconds_count{event="push",outcome="done"}': 1,
  });
});

it('takes no name from the network that GitHub does not have', async () => {
  for (const event of ['made-up', 'push.x', '', '__proto__', 'issue_comment.created', 'a"}\n'])
    metrics.received(event, 'refused');
  const counted = Object.entries(await samples()).filter(([name]) => name.includes('received'));
  expect(counted).toEqual([['vaultmesh_deliveries_received_total{event="other",outcome="refused"}', 6]]);
});

describe('the queue', () => {
  it('is asked for its load each time', async () => {
    let waiting = 0;
    metrics.watch(() => ({ waiting: (waiting += 1), active: 2, oldest: '2026-11-20T09:29:30Z' }));
    await metrics.text();
    expect(await samples()).toMatchObject({
      vaultmesh_deliveries_waiting: 2,
      vaultmesh_deliveries_active: 2,
      vaultmesh_deliveries_oldest_waiting_seconds: 30,
    });
  });

  it('has nothing old when nothing waits, also when clocks differ', async () => {
    metrics.watch(() => Promise.resolve({ waiting: 0, active: 0 }));
    expect(await samples()).toMatchObject({ vaultmesh_deliveries_oldest_waiting_seconds: 0 });
    metrics.watch(() => ({ waiting: 1, active: 0, oldest: '2026-11-20T09:30:05Z' }));
    expect(await samples()).toMatchObject({ vaultmesh_deliveries_oldest_waiting_seconds: 0 });
  });

  it('is unknown, and the rest is told, when it cannot be asked', async () => {
    metrics.received('push', 'taken');
    for (const load of [
      () => Promise.reject(new Error('Redis is down')),
      () => new Promise<never>(() => undefined),
    ]) {
      metrics.watch(load);
      expect(await samples()).toMatchObject({
        vaultmesh_deliveries_waiting: Number.NaN,
        vaultmesh_deliveries_active: Number.NaN,
        vaultmesh_deliveries_oldest_waiting_seconds: Number.NaN,
        'vaultmesh_deliveries_received_total{event="push",outcome="taken"}': 1,
      });
    }
  });
});

describe('calls to GitHub', () => {
  it('are counted by class of status, and apart where nobody answered', async () => {
    for (const status of [200, 201, 304, 404, 422, 502]) metrics.called(answer(status));
    metrics.called();
    expect(await samples()).toMatchObject({
      'vaultmesh_github_calls_total{status="2xx"}': 2,
      'vaultmesh_github_calls_total{status="3xx"}': 1,
      'vaultmesh_github_calls_total{status="4xx"}': 2,
      'vaultmesh_github_calls_total{status="5xx"}': 1,
      'vaultmesh_github_calls_total{status="none"}': 1,
    });
  });

  it('tell the fewest that any installation has left, until its hour is over', async () => {
    const left = 'vaultmesh_github_rate_limit_remaining{resource="core"}';
    metrics.called(answer(200, limits(4000, inMinutes(60))));
    metrics.called(answer(200, limits(12, inMinutes(10))));
    metrics.called(answer(200, limits(3999, inMinutes(60))));
    metrics.called(answer(200, limits(77, inMinutes(60), 'graphql')));
    expect(await samples()).toMatchObject({
      [left]: 12,
      'vaultmesh_github_rate_limit_remaining{resource="graphql"}': 77,
    });
    now = inMinutes(11);
    expect(await samples()).not.toHaveProperty([left]);
    metrics.called(answer(200, limits(3998, inMinutes(60))));
    expect(await samples()).toMatchObject({ [left]: 3998 });
  });

  it('without a limit, or with one that is no number, say nothing of it', async () => {
    metrics.called(answer(200));
    metrics.called(answer(200, { 'x-ratelimit-remaining': 'many', 'x-ratelimit-reset': '1' }));
    expect(await metrics.text()).not.toContain('vaultmesh_github_rate_limit_remaining{');
  });
});

it('counts commands, and sweeps with what they found', async () => {
  metrics.commanded('spawn', 'done');
  now = inMinutes(1);
  metrics.swept('deliveries', 'done', 3);
  metrics.swept('deliveries', 'failed');
  expect(await samples()).toMatchObject({
    'vaultmesh_commands_total{command="spawn",outcome="done"}': 1,
    'vaultmesh_sweeps_total{what="deliveries",outcome="done"}': 1,
    'vaultmesh_sweeps_total{what="deliveries",outcome="failed"}': 1,
    'vaultmesh_sweep_last_done_timestamp_seconds{what="deliveries"}': inMinutes(1).getTime() / 1000,
    'vaultmesh_sweep_last_done_timestamp_seconds{what="installations"}': NOW.getTime() / 1000,
    vaultmesh_sweep_found_deliveries_total: 3,
  });
});

it('two apps in one process count apart', async () => {
  metrics.commanded('spawn', 'done');
  expect(await createMetrics(() => NOW).text()).not.toContain('command="spawn"');
});
