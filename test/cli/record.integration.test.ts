import { writeFile } from 'node:fs/promises';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { runProgram } from '../../cli/program.ts';
import type { Receipt } from '../../core/remembrancer/receipt/index.ts';
import { memoryTerminal } from './memory-terminal.ts';
import { ARTIFACT, makeWorkbench, REPOSITORY, type Workbench } from './workbench.ts';

let bench: Workbench;
/** Commits of the repository, each the child of the one before. */
let commits: string[];

interface Result {
  readonly receipt: Receipt;
  readonly alreadyRecorded: boolean;
  readonly decisions?: { readonly status: string; readonly reason: string };
}

async function vaultmesh(...argv: string[]) {
  const { printed, told, ...terminal } = memoryTerminal({
    directory: bench.directory,
    environment: bench.environment,
  });
  const code = await runProgram(argv, terminal);
  return { code, printed, told: told.join('\n') };
}

const record = (kind: string, ...argv: string[]) =>
  vaultmesh('record', kind, ...argv, '--repository', REPOSITORY, '--log-key', 'log.key', '--no-timestamp');

/** What a record that was made has for a program. */
async function recorded(kind: string, ...argv: string[]): Promise<Result> {
  const { code, printed } = await record(kind, ...argv, '--json');
  expect([code, printed]).toEqual([0, [expect.anything()]]);
  return (JSON.parse(printed[0] ?? '') as { result: Result }).result;
}

const linksOf = ({ receipt }: Result): string[] =>
  (receipt.links ?? []).map(({ rel, target }) => `${rel} ${target}`);

const useSqlite = (): string => `decision:docs/adr/use-sqlite.md@${commits[2]}`;

const at = (version: string): string[] => ['--component', 'app', '--version', version];

beforeAll(async () => {
  bench = await makeWorkbench();
  const source = bench.path('source');
  const git = (...argv: string[]): Promise<string> =>
    bench.git('-C', source, '-c', 'user.name=ada', '-c', 'user.email=ada@example.com', ...argv);
  await bench.git('init', '--quiet', source);
  commits = [];
  for (const message of ['one', 'two', 'three']) {
    await git('commit', '--quiet', '--allow-empty', '-m', message);
    commits.push((await git('rev-parse', 'HEAD')).trim());
  }
  await git('push', '--quiet', REPOSITORY, 'main');
  await vaultmesh('ledger', 'init', REPOSITORY, '--log-key', 'log.key');
  await writeFile(bench.path('use-git.md'), '---\nstatus: accepted\n---\n# Use git\n');
  await writeFile(
    bench.path('use-sqlite.md'),
    `---
status: accepted
supersedes: use-git
affects: src/**
---
# Use SQLite

## Context and Problem Statement

One file is enough.
`,
  );
  await writeFile(bench.path('use-bdb.md'), '---\nstatus: draft\n---\n# Use Berkeley DB\n');
  const decision = (name: string, commit = '', ...more: string[]): Promise<Result> =>
    recorded(...(['decision', `${name}.md`, '--commit', commit, ...more] as const));
  await decision('use-git', commits[0], '--operation', 'decision:use-git');
  await decision('use-sqlite', commits[2], '--affects', 'app', 'src/**');
  await recorded('release', ARTIFACT, ...at('1.0.0'), '--commit', commits[1] ?? '');
});

afterAll(() => bench.remove());

describe('a decision by hand', () => {
  it('says what its file says, under the name that the app gives it', async () => {
    const { printed } = await vaultmesh('list', 'decisions', '--repository', REPOSITORY, '--format', 'json');
    expect(JSON.parse(printed[0] ?? '')).toMatchObject([
      { id: 'decision:use-git', status: 'superseded' },
      {
        id: `decision:docs/adr/use-sqlite.md@${commits[2]}`,
        component: 'use-sqlite',
        version: commits[2]?.slice(0, 12),
        title: 'Use SQLite',
        links: [
          { rel: 'status', target: 'accepted' },
          { rel: 'supersedes', target: 'use-git' },
          { rel: 'affects', target: 'src/**' },
          { rel: 'affects', target: 'app' },
        ],
      },
    ]);
  });
});

describe('a deployment', () => {
  it('without files is of its release: the commit of it, and the decisions in force there', async () => {
    const { code, printed } = await record('deploy', ...at('1.0.0'), '--environment', 'production');
    expect(code).toBe(0);
    expect(printed).toContain('environment production');
    expect(printed).toContain('decided-by decision:use-git');
    const again = await recorded('deploy', ...at('1.0.0'), '--environment', 'production');
    expect(again).toMatchObject({
      alreadyRecorded: true,
      receipt: {
        id: 'deployment:app:1.0.0:production',
        kind: 'deployment',
        subjects: [],
        source: { commit: commits[1] },
      },
    });
  });

  it('of a later commit is under the decision that superseded', async () => {
    const made = await recorded('deploy', ...at('1.1.0'), '--commit', commits[2] ?? '');
    expect(linksOf(made)).toEqual([`decided-by ${useSqlite()}`]);
    expect(made).not.toHaveProperty('decisions');
  });

  it('has what was named beside what was found, each once', async () => {
    const named = ['--decided-by', 'adr-1', 'use-sqlite'];
    const made = await recorded('deploy', ...at('1.2.0'), '--commit', commits[2] ?? '', ...named);
    expect(linksOf(made)).toEqual(['decided-by decision:use-git', `decided-by ${useSqlite()}`]);
  });

  it.each([
    ['no commit', [], 'No --commit is given'],
    [
      'a commit that is not there',
      ['--commit', 'e'.repeat(40)],
      `does not have the commit ${'e'.repeat(40)}`,
    ],
  ])('with %s is linked to no decision, and says so', async (name, argv, reason) => {
    const { code, printed } = await record('deploy', ...at(`0 of ${name}`), ...argv);
    expect(code).toBe(0);
    expect(printed.join('\n')).toMatch(new RegExp(`^without decisions: .*${reason}`, 'mu'));
    expect(printed.join('\n')).not.toContain('decided-by');
  });

  it('of an image by its digest is that of the release of the image', async () => {
    const image = ['--image', `ghcr.io/acme/app@sha256:${'a'.repeat(64)}`];
    await recorded('release', ...at('2.0.0'), ...image, '--commit', commits[0] ?? '');
    const { receipt } = await recorded('deploy', '--component', 'app', '--version', 'today', ...image);
    expect(receipt).toMatchObject({
      subjects: [{ name: 'ghcr.io/acme/app', sha256: 'a'.repeat(64) }],
      source: { commit: commits[0] },
      links: [{ rel: 'decided-by', target: 'decision:use-git' }],
    });
  });
});

describe('records that are refused', () => {
  it.each([
    [['discovery', ...at('1')], 'For the kind discovery give --operation'],
    [['decision', 'use-git.md'], 'Give --commit'],
    [['decision', 'use-git.md', 'use-sqlite.md'], 'A record is of one decision, and 2 files are named.'],
  ])('%j: the command line is looked at before any key', async (argv, message) => {
    const { code, told } = await vaultmesh('record', ...argv, '--repository', REPOSITORY);
    expect([code, told]).toEqual([2, expect.stringContaining(message)]);
  });

  it.each<[string[], number, string]>([
    [['release', ...at('3.0.0')], 2, 'There is nothing to record as a release; name a file, or an --image.'],
    [['deploy', ...at('3.0.0'), '--image', 'app:latest'], 2, '--image takes NAME@sha256:DIGEST'],
    [['deployment', ...at('3.0.0')], 2, "unknown command 'deployment'"],
    [['decision', 'use-bdb.md', ...at('1')], 9, 'vaultmesh adr accept use-bdb'],
    [['discovery', ...at('3.0.0')], 2, 'For the kind discovery give --operation'],
    [['incident', ...at('3.0.0'), '--environment', 'production'], 2, "unknown option '--environment'"],
    [
      ['deploy', ...at('3.0.0'), '--decided-by', 'ADR-0009'],
      3,
      '--decided-by names ADR-0009, and the ledger has no such accepted decision',
    ],
    [
      ['incident', ...at('3.0.0'), '--operation', 'incident:1', '--supersedes', 'decision:use-git'],
      3,
      'has no such record of the kind incident',
    ],
    [
      ['incident', ...at('1.0.0'), '--operation', 'deployment:app:1.0.0:production'],
      7,
      'is on the ledger as the deployment of app 1.0.0; give this record an operation of its own.',
    ],
  ])('%j: exit code %i', async (argv, expected, message) => {
    const [kind = '', ...rest] = argv;
    const { code, told } = await record(kind, ...rest);
    expect([code, told]).toEqual([expected, expect.stringContaining(message)]);
  });
});

it('a decision that is recorded again keeps its number, and is what it says now', async () => {
  const decided = (status: string): Promise<void> =>
    writeFile(bench.path('use-make.md'), `---\nstatus: ${status}\n---\n# Use make\n`);
  await decided('accepted');
  const first = await recorded('decision', 'use-make.md', '--commit', commits[0] ?? '');
  expect(linksOf(first)).toEqual(['status accepted']);
  await decided('deprecated');
  const again = ['decision', 'use-make.md', '--commit', commits[1] ?? ''] as const;
  for (const alreadyRecorded of [false, true]) {
    const made = await recorded(...again);
    expect(made.alreadyRecorded).toBe(alreadyRecorded);
    expect(linksOf(made)).toEqual(['status deprecated', 'revises use-make']);
  }
  const { printed } = await vaultmesh('list', 'decisions', '--repository', REPOSITORY, '--format', 'json');
  const found = (JSON.parse(printed[0] ?? '') as { component: string }[]).filter(
    ({ component }) => component === 'use-make',
  );
  expect(found).toMatchObject([
    { number: 3, status: 'revised' },
    { number: 3, status: 'deprecated' },
  ]);
});
