import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { writeFile } from 'node:fs/promises';

import { sampleReceipt } from './sample-receipt.ts';
import { makeWorkbench, REPOSITORY, type CommandResult, type Workbench } from './workbench.ts';

const SIZE = 25;
let bench: Workbench;

const log = (...argv: string[]): Promise<CommandResult> =>
  bench.vaultmesh(['ledger', 'log', REPOSITORY, ...argv]);

async function indices(...argv: string[]): Promise<number[]> {
  const { code, stdout } = await log(...argv, '--json');
  expect(code).toBe(0);
  const { result } = JSON.parse(stdout) as { result: { size: number; entries: { index: number }[] } };
  expect(result.size).toBe(SIZE);
  return result.entries.map(({ index }) => index);
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

beforeAll(async () => {
  bench = await makeWorkbench();
  const names = range(0, SIZE).map((i) => `${i}.json`);
  await Promise.all(names.map((name, i) => writeFile(bench.path(name), sampleReceipt(`incident:${i}`))));
  await bench.vaultmesh(['ledger', 'init', REPOSITORY, '--log-key', 'log.key']);
  const { code } = await bench.vaultmesh(['ledger', 'append', REPOSITORY, ...names, '--log-key', 'log.key']);
  expect(code).toBe(0);
});

afterAll(() => bench.remove());

describe('ledger log', () => {
  it('lists the newest entries for a person, and says how many there are', async () => {
    const { code, stdout } = await log('--limit', '2');
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^24 {2}2026-11-20T09:30:00Z {2}incident {2}my-service {2}1\.0\.0 {2}incident:24\n23 .*\ngithub\.com\/acme\/my-service has 25 entries, root \S+; 2 of them shown\.\n$/u,
    );
  });

  it.each<[string, string[], number[]]>([
    ['the newest twenty, newest first', [], range(5, 25).reverse()],
    ['all', ['--all'], range(0, 25).reverse()],
    ['what follows an entry, oldest first', ['--from', '3', '--limit', '4'], range(3, 7)],
    ['all that follows an entry', ['--from', '2', '--all'], range(2, 25)],
    ['nothing beyond the end', ['--from', '25'], []],
  ])('gives %s', async (_, argv, expected) => {
    expect(await indices(...argv)).toEqual(expected);
  });

  it.each([
    ['--limit', 'many'],
    ['--from', '-1'],
  ])('refuses %s %s: exit code 2', async (option, value) => {
    const { code, stderr } = await log(option, value);
    expect(code).toBe(2);
    expect(stderr).toContain(`${option} takes a whole number, not "${value}"`);
  });

  it('names a receipt that somebody changed: exit code 5', async () => {
    const git = (...argv: string[]): Promise<string> => bench.git('-C', bench.path('clone'), ...argv);
    await bench.git('clone', '--quiet', '--branch', 'ledger', bench.remote, bench.path('clone'));
    await writeFile(bench.path('clone/receipts/000/24.json'), '{}');
    await git('-c', 'user.name=x', '-c', 'user.email=x@example.com', 'commit', '--quiet', '--all', '-m', 'x');
    await git('push', '--quiet', 'origin', 'ledger:changed');
    const { code, stderr } = await log('--branch', 'changed');
    expect(code).toBe(5);
    expect(stderr).toContain('receipts/000/24.json is not the receipt that entry 24 commits to');
    expect((await log('--branch', 'changed', '--from', '0', '--limit', '24')).code).toBe(0);
  });
});
