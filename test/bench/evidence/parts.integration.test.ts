import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { benchBundles } from '../../../bench/evidence/bundles.ts';
import { benchHash } from '../../../bench/evidence/hash.ts';
import { benchRecordRequests } from '../../../bench/evidence/record-requests.ts';
import { runMeasured } from '../../../bench/run-measured.ts';
import { benchVerify } from '../../../bench/evidence/verify.ts';
import type { Figure } from '../../../bench/figure.ts';
import { project } from '../../project.ts';

let folder: string;
let program: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vaultmesh-bench-'));
  program = join(folder, 'build', 'cli', 'main.js');
  const bundle = `import { bundleCli } from ${JSON.stringify(join(project, 'scripts/bundle-cli.ts'))};
    await bundleCli(${JSON.stringify(project)}, ${JSON.stringify(join(folder, 'build'))});`;
  execFileSync(process.execPath, ['--no-warnings', '--input-type=module', '--eval', bundle]);
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const bounded = (figures: readonly Figure[]): unknown[] =>
  figures.flatMap(({ at, unit, atMost, atLeast }) =>
    atMost === undefined && atLeast === undefined ? [] : [[at, unit, atMost ?? atLeast]],
  );

it('a process is measured by its own times, and one that ends otherwise than it should is no figure', () => {
  const work = 'const end = process.cpuUsage().user + 2e5; while (process.cpuUsage().user < end);';
  const { wall, cpu } = runMeasured([process.execPath, '--eval', work]);
  expect(cpu).toBeGreaterThanOrEqual(200);
  expect(wall).toBeGreaterThanOrEqual(100);
  expect(() => runMeasured([process.execPath, '--eval', 'process.exit(5)'])).toThrow('ended with 5');
  expect(() => runMeasured([process.execPath, '--eval', '0'], { code: 1 })).toThrow('ended with 0');
});

it('verify is measured with every layer, with OpenPGP only and with a compile cache', async () => {
  const figures = await benchVerify(program, folder, 1);
  expect(bounded(figures)).toEqual([
    ['every layer', 'ms', 300],
    ['OpenPGP only', 'ms', 300],
  ]);
  expect(figures.every(({ value }) => value > 1)).toBe(true);
  expect(existsSync(join(folder, 'compile-cache'))).toBe(true);
});

it('hashing is measured beside sha256sum, with its memory, and leaves no large file behind', async () => {
  const figures = await benchHash(program, folder, 3);
  expect(bounded(figures)).toEqual([
    ['3 MiB', 'times', 0.8],
    ['3 MiB', 'MiB', 150],
    ['3 MiB', 'MiB', 150],
  ]);
  expect(figures.filter(({ unit }) => unit === 'MiB').every(({ value }) => value > 20)).toBe(true);
  expect(existsSync(join(folder, 'large'))).toBe(false);
});

it('each bundle is measured', () => {
  const figures = benchBundles(1);
  const names = ['append', 'assets', 'backfill', 'covenant', 'sign', 'spawn', 'timestamp', 'verify'].map(
    (name) => `actions/${name}`,
  );
  expect(figures.filter(({ unit }) => unit === 'MiB').map(({ at }) => at)).toEqual(names);
  expect(bounded(figures)).toHaveLength(3 * names.length);
});

it('a record takes 6 requests beside its assets, with a draft of its own and with one that was there', async () => {
  const figures = await benchRecordRequests();
  const totals = figures.filter(({ atMost }) => atMost === 6);
  expect(totals.map(({ at, value }) => [at, value])).toEqual([
    ['release made and published', 6],
    ['draft there before, published', 6],
  ]);
  const routes = figures.filter(({ atMost }) => atMost === undefined);
  expect(routes.reduce((sum, { value }) => sum + value, 0)).toBe(12);
});
