import { execFileSync } from 'node:child_process';
import { expect, it } from '@jest/globals';
import { createMetrics } from '../../../app/metrics/create-metrics.ts';

it('promtool finds nothing wrong with the metrics', async () => {
  const metrics = createMetrics(() => new Date('2026-11-20T09:30:00Z'));
  metrics.received('push', 'taken');
  metrics.attempted('push', 'again', 20);
  metrics.commanded('spawn', 'stopped');
  metrics.called({
    status: 200,
    headers: new Headers({ 'x-ratelimit-remaining': '4000', 'x-ratelimit-reset': '1795167000' }),
  });
  metrics.swept('installations', 'done', 1);
  const input = await metrics.text();
  expect(input.match(/^# TYPE /gm)).toHaveLength(11);
  expect(execFileSync('promtool', ['check', 'metrics'], { input, encoding: 'utf8', timeout: 20_000 })).toBe(
    '',
  );
});
