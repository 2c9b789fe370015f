import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { decisionOptions } from '../../../cli/record/decision-options.ts';
import type { RecordOptions } from '../../../cli/record/record-options.ts';
import { memoryTerminal } from '../memory-terminal.ts';

const TEXT = `---
id: 01JD0000000000000000000000
status: accepted
supersedes: use-mysql
affects: src/orders/**
---

# Use PostgreSQL

## Context and Problem Statement

Orders got lost.

## Decision Outcome

Chosen: PostgreSQL, because it keeps them.
`;

const REMOTE = { url: 'https://github.com/acme/shop', origin: 'github.com/acme/shop' };

let directory: string;
let commit: string;

const git = (...argv: string[]): string =>
  execFileSync('git', ['-C', join(directory, 'shop'), ...argv], { encoding: 'utf8', stdio: 'pipe' }).trim();

const optionsOf = (file: string | undefined, given: Partial<RecordOptions> = {}, address = REMOTE) =>
  optionsOfFiles(file === undefined ? [] : [file], given, address);

const optionsOfFiles = (files: readonly string[], given: Partial<RecordOptions> = {}, address = REMOTE) =>
  decisionOptions(
    memoryTerminal({ directory, environment: process.env }),
    files,
    { kind: 'decision', person: [], out: '.', branch: 'ledger', ...given } as RecordOptions,
    address,
  );

const write = (file: string, text: string): Promise<void> => writeFile(join(directory, file), text);

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'vaultmesh-decision-'));
  await mkdir(join(directory, 'shop/docs/decisions'), { recursive: true });
  git('init', '--quiet');
  await write('shop/docs/decisions/use-postgresql.md', TEXT);
  git('add', '.');
  git('-c', 'user.name=ada', '-c', 'user.email=ada@example.com', 'commit', '--quiet', '-m', 'one');
  commit = git('rev-parse', 'HEAD');
  await write('use-postgresql.md', TEXT);
  await write('shop/docs/decisions/changed.md', TEXT);
});

afterAll(() => rm(directory, { recursive: true, force: true }));

describe('a decision recorded by hand', () => {
  it('is what its file and its commit say', async () => {
    const { options, links } = await optionsOf('shop/docs/decisions/use-postgresql.md', { commit });
    expect(options).toMatchObject({
      component: 'use-postgresql',
      version: commit.slice(0, 12),
      operation: `decision:docs/decisions/use-postgresql.md@${commit}`,
      what: 'Use PostgreSQL',
      why: 'Orders got lost.',
      how: 'Chosen: PostgreSQL, because it keeps them.',
    });
    expect(links).toEqual([
      { rel: 'status', target: 'accepted' },
      { rel: 'alias', target: '01JD0000000000000000000000' },
      { rel: 'supersedes', target: 'use-mysql' },
      { rel: 'affects', target: 'src/orders/**' },
    ]);
  });

  it('is what the options say, where they do', async () => {
    const given = {
      component: 'shop',
      version: '1',
      operation: 'decision:pg',
      what: 'W',
      why: 'Y',
      how: 'H',
    };
    const { options } = await optionsOf('shop/docs/decisions/use-postgresql.md', { commit, ...given });
    expect(options).toMatchObject(given);
  });

  it('stands in docs/adr when its file is in no checkout, and has neither version nor id without a commit', async () => {
    const elsewhere = 'e'.repeat(40);
    const { options } = await optionsOf('use-postgresql.md', { commit: elsewhere });
    expect(options.operation).toBe(`decision:docs/adr/use-postgresql.md@${elsewhere}`);
    const undated = await optionsOf('use-postgresql.md');
    expect(undated.options).not.toHaveProperty('version');
    expect(undated.options).not.toHaveProperty('operation');
  });
});

describe('what is not recorded as a decision', () => {
  it('is nothing', async () => {
    await expect(optionsOf(undefined)).rejects.toMatchObject({ code: 'usage' });
  });

  it('is more than one, which are not even read', async () => {
    await expect(optionsOfFiles(['gone a.md', 'b.md'])).rejects.toMatchObject({
      code: 'usage',
      message:
        "A record is of one decision, and 2 files are named. Record each with a command of its own: vaultmesh record decision 'gone a.md' …",
    });
  });

  it('is a file in a checkout, of a commit that is not there', async () => {
    const gone = '0'.repeat(40);
    await expect(optionsOf('shop/docs/decisions/use-postgresql.md', { commit: gone })).rejects.toMatchObject({
      code: 'not-found',
      message: `The checkout of shop/docs/decisions/use-postgresql.md does not have the commit ${gone}. Give the commit that the file is of: git log -1 --format=%H -- docs/decisions/use-postgresql.md, or fetch it: git fetch origin ${gone}`,
    });
  });

  it.each(['draft', 'proposed'])('is one that is %s, and the remedy is named', async (status) => {
    await write('open.md', `---\nstatus: ${status}\n---\n# Open\n`);
    await expect(optionsOf('open.md')).rejects.toMatchObject({
      code: 'policy',
      message: `open.md says that it is ${status}. Accept it first, and commit it: vaultmesh adr accept open`,
    });
  });

  it.each(['# No status\n', '---\nstatus: maybe\n---\n# Odd\n'])(
    'is a file without a status: %j',
    async (text) => {
      await write('none.md', text);
      await expect(optionsOf('none.md')).rejects.toMatchObject({
        code: 'policy',
        message: expect.stringContaining('none.md is no decision'),
      });
    },
  );

  it('is another text than that of the commit, in the checkout as in a local repository', async () => {
    const refused = (text: string) => ({ code: 'policy', message: expect.stringContaining(text) });
    await expect(optionsOf('shop/docs/decisions/changed.md', { commit })).rejects.toMatchObject(
      refused(`changed.md is not docs/decisions/changed.md of the commit ${commit}, which has no such file`),
    );
    const local = { url: join(directory, 'shop') } as typeof REMOTE;
    await expect(optionsOf('use-postgresql.md', { commit }, local)).rejects.toMatchObject(
      refused('which has no such file'),
    );
    await write('shop/docs/decisions/use-postgresql.md', `${TEXT}\nMore.\n`);
    const file = 'shop/docs/decisions/use-postgresql.md';
    await expect(optionsOf(file, { commit }, local)).rejects.toMatchObject(refused('which has another text'));
    await expect(optionsOf(file, { commit })).rejects.toMatchObject(refused('which has another text'));
  });
});
