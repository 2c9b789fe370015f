import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
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

it('promtool finds each alert to fire for what it is for, and for nothing else', () => {
  const rules = fileURLToPath(new URL('../deploy/alerts.test.yml', import.meta.url));
  const text = execFileSync('promtool', ['test', 'rules', rules], { encoding: 'utf8', timeout: 60_000 });
  expect(text).toContain('SUCCESS');
});

it('alerts are about metrics that there are', async () => {
  const alerts = readFileSync(new URL('../../../app/deploy/alerts.yml', import.meta.url), 'utf8');
  const text = await createMetrics(() => new Date()).text();
  for (const [name] of alerts.matchAll(/\bvaultmesh_\w+/g)) {
    expect(text).toContain(`# TYPE ${name.replace(/_count$/, '')} `);
  }
});
