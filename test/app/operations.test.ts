import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';
import { createMetrics } from '../../app/metrics/create-metrics.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string): string => readFileSync(`${root}/${path}`, 'utf8');
const page = read('docs/operations.md');

it('docs/operations.md has every setting of the app', () => {
  const names = [...read('app/config.ts').matchAll(/'((?:[A-Z]+_)*[A-Z]{2,})'/g)].map(([, name]) => name!);
  expect(names).toEqual(expect.arrayContaining(['APP_ID', 'REDIS_URL', 'VAULTMESH_METRICS_PORT']));
  // For a GitHub on this machine only.
  const others = names
    .map((name) => name.replace(/_PATH$/, ''))
    .filter((name) => name !== 'VAULTMESH_THROTTLE');
  expect(others.filter((name) => !page.includes(`\`${name}`))).toEqual([]);
});

it('docs/operations.md has every metric', async () => {
  const text = await createMetrics(() => new Date()).text();
  for (const [, name] of text.matchAll(/^# TYPE (\S+) /gm)) {
    expect(page).toContain(name === 'vaultmesh_deliveries_active' ? '`…_active`' : `\`${name!}\``);
  }
});

it('docs/operations.md says what to do for everything that the app logs as an error or a warning', () => {
  const told: string[] = [];
  for (const file of globSync('app/**/*.ts', { cwd: root })) {
    for (const [, text] of read(file).matchAll(
      /log\.(?:error|warn)\((?:\{[^}]*\},|[\w.]+,)?\s*['`]((?:[^'`$])+)/g,
    )) {
      // Up to where a reason follows.
      told.push(text!.split(/[:;"]|GitHub puts off/, 1)[0]!.trim() || 'GitHub puts off');
    }
  }
  expect(told.length).toBeGreaterThan(10);
  expect(told.filter((text) => !page.includes(`\`${text}`))).toEqual([]);
});
