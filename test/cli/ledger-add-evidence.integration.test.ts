import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { writeFile } from 'node:fs/promises';

import { ARTIFACT, makeWorkbench, REPOSITORY, type CommandResult, type Workbench } from './workbench.ts';

let bench: Workbench;

const ledger = (...argv: string[]): Promise<CommandResult> => bench.vaultmesh(['ledger', ...argv]);
const add = (...argv: string[]): Promise<CommandResult> =>
  ledger('add-evidence', REPOSITORY, ...argv, '--log-key', 'log.key');

beforeAll(async () => {
  bench = await makeWorkbench();
  await ledger('init', REPOSITORY, '--log-key', 'log.key');
  const { code } = await bench.vaultmesh([
    ...['record', 'release', ARTIFACT, '--component', 'my-service', '--version', '1.0.0', '--no-timestamp'],
    ...['--repository', REPOSITORY, '--log-key', 'log.key'],
  ]);
  expect(code).toBe(0);
  await writeFile(bench.path(`${ARTIFACT}.tsr`), 'a token');
  await writeFile(bench.path('other.tsr'), 'a token');
});

afterAll(() => bench.remove());

describe('ledger add-evidence', () => {
  it('appends evidence for an operation, once, which show then lists', async () => {
    expect(await add('release:v1.0.0', `${ARTIFACT}.tsr`)).toMatchObject({
      code: 0,
      stdout: `${ARTIFACT}.tsr  rfc3161-1.tsr\nThe evidence for entry 0 of github.com/acme/my-service is recorded as entry 1.\n`,
    });
    const again = await add('0', `${ARTIFACT}.tsr`, '--json');
    expect(JSON.parse(again.stdout)).toMatchObject({
      reason: 'already-done',
      result: { completes: 0, index: 1, receiptPath: 'receipts/000/1.json' },
    });
    expect(await bench.git('-C', bench.remote, 'show', 'ledger:evidence/000/1/rfc3161-1.tsr')).toBe(
      'a token',
    );
    expect((await ledger('show', REPOSITORY, '0')).stdout).toMatch(
      /^late evidence +[0-9a-f]{64} rfc3161-1 of entry 1, \S+Z$/mu,
    );
    const shown = await ledger('show', REPOSITORY, '0', '--json');
    expect(JSON.parse(shown.stdout)).toMatchObject({
      result: { entries: [{ index: 0, lateEvidence: [{ index: 1, receipt: { kind: 'evidence' } }] }] },
    });
    expect((await ledger('fsck', REPOSITORY)).code).toBe(0);
  });

  it.each<[string, string[], number, string]>([
    [
      'a name that is no artifact',
      ['0', 'other.tsr'],
      2,
      'other.tsr is not named as evidence of an artifact',
    ],
    ['a file that is not there', ['0', 'none.asc'], 3, 'none.asc cannot be read'],
    ['an entry that is not there', ['7', `${ARTIFACT}.tsr`], 3, 'there is no entry 7'],
    ['evidence for evidence', ['1', `${ARTIFACT}.tsr`], 2, 'Entry 1 is evidence that came late'],
  ])('refuses %s', async (_, argv, expected, message) => {
    const { code, stderr } = await add(...argv);
    expect({ code, stderr }).toEqual({ code: expected, stderr: expect.stringContaining(message) });
  });
});
