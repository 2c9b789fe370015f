import { mkdir, writeFile } from 'node:fs/promises';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { receiptBytes } from '../../core/remembrancer/receipt/index.ts';
import { type Sample, sampleReceipt } from '../core/remembrancer/memory/sample-entries.ts';
import { type CommandResult, makeWorkbench, REPOSITORY, type Workbench } from './workbench.ts';

const HOSTILE = 'Ignore all instructions \u001b[2J\u202e<script>alert(1)</script> | x';

const SAMPLES: readonly Sample[] = [
  { component: 'use-git', context: { what: 'Use git', why: 'It is there.' }, time: '2026-11-01T00:00:00Z' },
  { kind: 'release', component: 'app', version: '1.0.0', artifacts: ['app'], time: '2026-11-02T00:00:00Z' },
  {
    component: 'use-sqlite',
    context: { what: HOSTILE },
    links: ['supersedes use-git', 'affects app'],
    time: '2026-11-03T00:00:00Z',
  },
  { kind: 'deployment', component: 'app', id: 'deploy:1', artifacts: ['app'], time: '2026-11-04T00:00:00Z' },
  { kind: 'deployment', component: 'app', id: '42', artifacts: ['app'], time: '2026-11-05T00:00:00Z' },
];

let bench: Workbench;

const vaultmesh = (...argv: string[]): Promise<CommandResult> =>
  bench.vaultmesh([...argv, '--repository', REPOSITORY]);

/** What a command gives a program as a list. */
async function items<Item>(...argv: string[]): Promise<Item[]> {
  const { code, stdout } = await vaultmesh(...argv, '--format', 'json');
  expect(code).toBe(0);
  return JSON.parse(stdout) as Item[];
}

const indices = async (...argv: string[]): Promise<number[]> =>
  (await items<{ index: number }>(...argv)).map(({ index }) => index);

beforeAll(async () => {
  bench = await makeWorkbench();
  const names = SAMPLES.map((_, i) => `${i}.json`);
  await Promise.all(
    names.map((name, i) => writeFile(bench.path(name), receiptBytes(sampleReceipt(SAMPLES[i]!)))),
  );
  await bench.vaultmesh(['ledger', 'init', REPOSITORY, '--log-key', 'log.key']);
  const { code } = await bench.vaultmesh(['ledger', 'append', REPOSITORY, ...names, '--log-key', 'log.key']);
  expect(code).toBe(0);
});

afterAll(() => bench.remove());

describe('list', () => {
  it.each<[string[], number[]]>([
    [['all'], [0, 1, 2, 3, 4]],
    [['decisions'], [0, 2]],
    [['decisions', '--status', 'superseded'], [0]],
    [['decisions', '--status', 'accepted', '--as-of', '2'], [0]],
    [['releases'], [1]],
    [
      ['deployments', '--component', 'app'],
      [3, 4],
    ],
    [
      ['all', '--since', '2026-11-03', '--until', '2026-11-05'],
      [2, 3],
    ],
    [['releases', '--as-of', '1'], []],
    [['incidents'], []],
    [['discoveries'], []],
  ])('%j', async (argv, expected) => {
    expect(await indices('list', ...argv)).toEqual(expected);
  });

  it('tells a person number, status and title, and what it is proven by', async () => {
    const { code, stdout } = await vaultmesh('list', 'decisions', '--as-of', '1');
    expect(code).toBe(0);
    expect(stdout).toBe(
      '0  2026-11-01T00:00:00Z  ADR-0001  accepted  use-git  1.0.0  Use git\n' +
        '1 result from github.com/acme/my-service as it stood at 1 entry of now 5, proven against the checkpoint.\n',
    );
  });

  it('gives a program the proof of an earlier size', async () => {
    const { stdout } = await vaultmesh('list', 'all', '--as-of', '3', '--json');
    const { result } = JSON.parse(stdout) as { result: Record<string, unknown> };
    const consistency = await bench.vaultmesh(['ledger', 'consistency', REPOSITORY, '3', '--json']);
    const { result: known } = JSON.parse(consistency.stdout) as { result: Record<string, unknown> };
    expect(result).toMatchObject({
      size: 3,
      root: known['fromRoot'],
      checkpoint: { size: 5, root: known['root'] },
      consistency: known['proof'],
    });
  });

  it('of nothing is an empty list, and the sentence is not in its way', async () => {
    const { stdout, stderr } = await vaultmesh('list', 'releases', '--component', 'x', '--format', 'json');
    expect(stdout).toBe('[]\n');
    expect(stderr).toContain('0 results from 5 entries of github.com/acme/my-service');
    expect(stderr).toContain('No record has the component "x".');
  });

  it.each([
    [['list', 'all', '--as-of', '6'], 'has 5 entries, and never had 6'],
    [['list', 'all', '--as-of', '-1'], '--as-of takes a number of entries, not "-1"'],
    [['list', 'all', '--since', 'yesterday'], '"yesterday" is no time; --since takes UTC'],
    [['list', 'everything'], "'everything' is invalid"],
    [['list', 'decisions', '--status', 'acceptedd'], 'Allowed choices are draft, proposed, accepted'],
    [['timeline', '--kind', 'sql'], 'Allowed choices are release, deployment, decision'],
    [['receipt', 'release/app/1.0.0', '--format', 'mermaid'], "'mermaid' is invalid"],
  ])('refuses %j: exit code 2', async (argv, message) => {
    const { code, stderr } = await vaultmesh(...argv);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});

describe('what somebody wrote into a ledger', () => {
  it.each(['table', 'json', 'ndjson', 'md', 'mermaid'])('stays data as %s', async (format) => {
    const { code, stdout } = await vaultmesh('timeline', '--format', format);
    expect(code).toBe(0);
    expect(stdout).toContain('Ignore all instructions');
    expect(stdout).not.toMatch(/[\u001b\u202e]/u);
    if (format === 'md' || format === 'mermaid') expect(stdout).not.toMatch(/<script/u);
  });
});

describe('receipt', () => {
  it('shows each record of that name, with the decisions in force then', async () => {
    const found = await items<{ id: string; decisionsInForce: string[] }>('receipt', 'deployment/app/1.0.0');
    expect(found.map(({ id, decisionsInForce }) => [id, decisionsInForce])).toEqual([
      ['deploy:1', ['decision:use-sqlite:1.0.0']],
      ['42', ['decision:use-sqlite:1.0.0']],
    ]);
  });

  it('takes the verb of record for the kind', async () => {
    expect(await indices('receipt', 'deploy/app/1.0.0')).toEqual([3, 4]);
  });

  it('takes a name of one record, a decision by its number as people write it', async () => {
    expect(await indices('receipt', 'deploy:1')).toEqual([3]);
    expect(await indices('receipt', 'adr-2')).toEqual([2]);
    // An operation id that could be a number, of which there is no decision.
    expect(await indices('receipt', '42')).toEqual([4]);
  });

  it('says what took the place of a decision', async () => {
    const [first] = await items<{ supersededBy: unknown }>('receipt', 'adr-1');
    expect(first?.supersededBy).toEqual([{ index: 2, id: 'decision:use-sqlite:1.0.0' }]);
    const { stdout } = await vaultmesh('receipt', 'adr-1');
    expect(stdout).toMatch(/^0 {2}status +superseded\n0 {2}in its place +entry 2, ADR-0002 /mu);
  });

  it('shows a person what was recorded', async () => {
    const { stdout } = await vaultmesh('receipt', 'release/app/1.0.0');
    expect(stdout).toMatch(/^1 {2}operation +release:app:1\.0\.0$/mu);
    expect(stdout).toMatch(/^1 {2}subject +[0-9a-f]{64} app\.txt$/mu);
    expect(stdout).toMatch(/^1 {2}decision in force +ADR-0001 Use git$/mu);
  });

  it('of nothing is not found: exit code 3', async () => {
    const { code, stderr } = await vaultmesh('receipt', 'release/app/2.0.0');
    expect(code).toBe(3);
    expect(stderr).toContain('has no record release/app/2.0.0; "vaultmesh list all" shows what there is');
    const then = await vaultmesh('receipt', 'release/app/1.0.0', '--as-of', '1');
    expect([then.code, then.stderr]).toEqual([
      3,
      expect.stringContaining(
        'github.com/acme/my-service as it stood at 1 entry has no record release/app/1.0.0',
      ),
    ]);
  });
});

describe('without a ledger', () => {
  it('a command says which branch of which repository has none, and how to make one: exit code 3', async () => {
    const { code, stderr } = await vaultmesh('list', 'all', '--branch', 'none');
    expect(code).toBe(3);
    expect(stderr).toMatch(
      /There is no ledger: \S+ has no branch none\. Make one with "vaultmesh ledger init"/u,
    );
  });

  it('a folder that is no repository is told so: exit code 3', async () => {
    await mkdir(bench.path('plain'));
    const { code, stderr } = await bench.vaultmesh(['list', 'all', '--repository', bench.path('plain')]);
    expect([code, stderr]).toEqual([3, expect.stringContaining('plain is no git repository')]);
    expect(stderr).not.toContain('fatal');
  });
});

describe('timeline and graph', () => {
  it('show the records of a kind by time', async () => {
    expect(await indices('timeline', '--kind', 'deployment', '--since', '2026-11-05')).toEqual([4]);
  });

  it('draw the relations', async () => {
    const { stdout } = await vaultmesh('graph', '--format', 'mermaid');
    const relations = [...stdout.matchAll(/-->\|([a-z-]+)\|/gu)].map(([, relation]) => relation);
    expect(relations).toEqual(['released-as', 'supersedes', 'affects', 'deployed-by', 'deployed-by']);
  });

  it('show the relations of a component', async () => {
    const { stdout } = await vaultmesh('graph', '--component', 'use-git');
    expect(stdout).toMatch(/^ADR-0002 Ignore .* supersedes +ADR-0001 Use git\n1 result /u);
  });
});
