import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { runProgram } from '../../../cli/program.ts';
import { memoryTerminal } from '../memory-terminal.ts';

let folder: string;
let repository: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vaultmesh-unreadable-'));
  repository = join(folder, 'repository');
  git(folder, 'init', '--quiet', repository);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const git = (directory: string, ...words: string[]): string =>
  execFileSync('git', ['-C', directory, ...words], { encoding: 'utf8', stdio: 'pipe' });

async function run(
  directory: string,
  environment: NodeJS.ProcessEnv = {},
): Promise<{ code: number; told: string }> {
  const path = process.env['PATH'];
  const terminal = memoryTerminal({ directory, environment: { PATH: path, ...environment } });
  const code = await runProgram(['covenant', '--fast'], terminal);
  return { code, told: terminal.told.join('\n') };
}

describe('a repository that git does not read', () => {
  it.each([
    ['a .git of garbage', 'invalid gitfile format', 'garbage\n'],
    ['a .git that leads nowhere', 'not a git repository: /nowhere/at-all', 'gitdir: /nowhere/at-all\n'],
  ])('is not taken for a folder that is none: %s', async (_, said, content) => {
    await rm(join(repository, '.git'), { recursive: true });
    await writeFile(join(repository, '.git'), content);
    const { code, told } = await run(repository);
    expect(code).toBe(6);
    expect(told).toContain(said);
    expect(told).toContain('"git status" there says the same');
  });

  it('is not taken for a folder that is none: an extension that this git does not know', async () => {
    git(repository, 'config', 'core.repositoryFormatVersion', '1');
    git(repository, 'config', 'extensions.ofTomorrow', 'true');
    const { code, told } = await run(repository);
    expect(code).toBe(6);
    expect(told).toContain('unknown repository extension found: oftomorrow');
  });

  it('is not taken for a folder that is none: one without HEAD, from a folder in it', async () => {
    await rm(join(repository, '.git/HEAD'));
    await mkdir(join(repository, 'inner'));
    const { code, told } = await run(join(repository, 'inner'));
    expect(code).toBe(6);
    expect(told).toContain(`(${join(repository, '.git')})`);
  });

  it('is not taken for a folder that is none: the folder of git itself', async () => {
    expect(await run(join(repository, '.git'))).toMatchObject({
      code: 6,
      told: expect.stringContaining('must be run in a work tree') as unknown,
    });
  });

  it('is not judged by a git that is ended from outside', async () => {
    const bin = join(folder, 'bin');
    await mkdir(bin);
    await writeFile(join(bin, 'git'), '#!/bin/sh\nkill -KILL $$\n');
    await chmod(join(bin, 'git'), 0o755);
    expect(await run(repository, { PATH: `${bin}:${process.env['PATH'] ?? ''}` })).toEqual({
      code: 6,
      told: expect.stringContaining('it was ended by SIGKILL. Try again.') as unknown,
    });
  });
});
