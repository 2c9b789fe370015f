import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { parse as parseYaml } from 'yaml';

import { HOOK_COMMAND, hookText, whoseHook } from '../../../cli/covenant/hook/hook-text.ts';
import { installHook } from '../../../cli/covenant/install-hook.ts';
import manifest from '../../../package.json' with { type: 'json' };
import { runProgram } from '../../../cli/program.ts';
import { privateKey } from '../../core/remembrancer/covenant/example-secrets.ts';
import { project } from '../../project.ts';
import { memoryTerminal } from '../memory-terminal.ts';

const GIT = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();

let folder: string;
let clone: string;

/** Git without what this machine says of it, with the commands of `bin` alone. */
const environment = (): NodeJS.ProcessEnv => ({
  PATH: join(folder, 'bin'),
  HOME: folder,
  GIT_CONFIG_NOSYSTEM: '1',
});

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vaultmesh-hook-'));
  clone = join(folder, 'clone');
  await mkdir(join(folder, 'bin'));
  await symlink(process.execPath, join(folder, 'bin/node'));
  await symlink(GIT, join(folder, 'bin/git'));
  git(folder, 'init', '--quiet', '--initial-branch=main', 'clone');
});

afterEach(() => rm(folder, { recursive: true, force: true }));

function git(cwd: string, ...words: string[]): string {
  const person = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com'];
  return execFileSync('git', [...person, ...words], {
    cwd,
    env: environment(),
    encoding: 'utf8',
    stdio: 'pipe',
  });
}

const commit = (cwd: string, ...words: string[]) =>
  spawnSync(
    'git',
    [
      ...['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com'],
      ...['commit', '--allow-empty', '-m', 'x', ...words],
    ],
    { cwd, env: environment(), encoding: 'utf8' },
  );

const install = (directory = clone, uninstall = false) =>
  installHook(memoryTerminal({ directory, environment: environment() }), {
    ...(uninstall && { uninstall }),
  });

const reasonOf = async (...given: Parameters<typeof install>) => (await install(...given)).outcome.reason;

/** A command that says by what it was called, and ends with `code`. */
async function command(path: string, code: number): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `#!/bin/sh\necho "called: $0 $*" >&2\nexit ${code}\n`);
  await chmod(path, 0o755);
}

const hook = () => join(clone, '.git/hooks/pre-commit');

describe('covenant install-hook', () => {
  it('writes a hook that git runs before each commit, and that can refuse it', async () => {
    await command(join(folder, 'bin/vaultmesh'), 9);
    expect((await install()).outcome).toMatchObject({
      reason: 'done',
      message: expect.stringMatching(/^\.git\/hooks\/pre-commit is written: /),
      result: { path: hook() },
    });
    const refused = commit(clone);
    expect(refused.stderr).toMatch(/^called: \S*vaultmesh covenant --staged\n$/);
    expect(refused.status).toBe(1);
    expect(commit(clone, '--no-verify').status).toBe(0);
    await command(join(folder, 'bin/vaultmesh'), 0);
    expect(commit(clone).status).toBe(0);
  });

  it('takes the command of the packages of the clone before any other', async () => {
    await command(join(folder, 'bin/vaultmesh'), 9);
    await command(join(clone, 'node_modules/.bin/vaultmesh'), 0);
    await install();
    await mkdir(join(clone, 'deep'));
    const { status, stderr } = commit(join(clone, 'deep'));
    expect(stderr).toContain('called: node_modules/.bin/vaultmesh covenant --staged');
    expect(status).toBe(0);
  });

  it.each([
    ['vaultmesh', 'there is no command vaultmesh. In a checkout of'],
    ['node', 'there is no command node, which vaultmesh needs'],
  ])('lets the commit be made without %s, and says so', async (missing, said) => {
    if (missing === 'node') {
      await rm(join(folder, 'bin/node'));
      await command(join(folder, 'bin/vaultmesh'), 9);
    }
    await install();
    const { status, stderr } = commit(clone);
    expect(stderr).toContain('The covenant was not looked at');
    expect(stderr).toContain(said);
    expect(status).toBe(0);
  });

  it('says whether the hook will find the command', async () => {
    const told = async (): Promise<string> => ((await install()).lines ?? []).join();
    expect(await told()).toContain('finds no command vaultmesh');
    expect(await told()).toContain('npm ci && npm run build && npm link');
    await command(join(clone, 'node_modules/.bin/vaultmesh'), 0);
    expect(await told()).toBe('');
    await rm(join(clone, 'node_modules'), { recursive: true });
    await command(join(folder, 'bin/vaultmesh'), 0);
    expect(await told()).toBe('');
  });

  it('is done already the second time, and mends an older one and a lost bit', async () => {
    await install();
    expect(await reasonOf()).toBe('already-done');
    await chmod(hook(), 0o644);
    expect(await reasonOf()).toBe('done');
    expect((await stat(hook())).mode & 0o777).toBe(0o755);
    expect(await readFile(hook(), 'utf8')).toBe(hookText());
  });

  it('leaves the hook of another, and says what to add to it', async () => {
    const foreign: readonly (readonly [string, RegExp])[] = [
      ['#!/bin/sh\nmake lint\n', /Add a line to it: vaultmesh covenant --staged$/],
      ['', /Add a line to it/],
      ['#!/bin/sh\ncall_lefthook run "pre-commit" "$@"\n', /lefthook\.yml/],
      [
        '#!/usr/bin/env bash\n# File generated by pre-commit: https://pre-commit.com\n',
        /\.pre-commit-config\.yaml/,
      ],
      ['\xff\xfe\0', /Add a line to it/],
    ];
    for (const [text, remedy] of foreign) {
      await mkdir(dirname(hook()), { recursive: true });
      await writeFile(hook(), text, 'latin1');
      await expect(install()).rejects.toMatchObject({
        code: 'conflict',
        message: expect.stringMatching(remedy),
      });
      await expect(install(clone, true)).rejects.toMatchObject({
        code: 'conflict',
        message:
          '.git/hooks/pre-commit is not ours and stays as it is. Where "vaultmesh covenant --staged" is in it, take that line out.',
      });
      expect(await readFile(hook(), 'latin1')).toBe(text);
    }
  });

  it('leaves a hook that is a link, or a folder', async () => {
    await mkdir(dirname(hook()), { recursive: true });
    await writeFile(join(folder, 'mine'), hookText());
    await symlink(join(folder, 'mine'), hook());
    await expect(install()).rejects.toMatchObject({ code: 'conflict' });
    await rm(hook());
    await mkdir(hook());
    await expect(install()).rejects.toMatchObject({ code: 'conflict' });
  });

  it('leaves what somebody changed in ours', async () => {
    await install();
    await writeFile(hook(), `${hookText()}make lint\n`);
    for (const [uninstall, end] of [
      [false, 'delete it, and try again.'],
      [true, 'delete it.'],
    ] as const) {
      await expect(install(clone, uninstall)).rejects.toMatchObject({
        code: 'conflict',
        message: `.git/hooks/pre-commit was changed since it was written. Move your changes elsewhere and ${end}`,
      });
    }
    expect(await readFile(hook(), 'utf8')).toContain('make lint');
  });

  it('takes its hook away, and nothing where there is none', async () => {
    await install();
    expect(await reasonOf(clone, true)).toBe('done');
    expect(existsSync(hook())).toBe(false);
    expect(await reasonOf(clone, true)).toBe('already-done');
  });

  it('goes where core.hooksPath says, within the clone', async () => {
    git(clone, 'config', 'core.hooksPath', '.githooks');
    await command(join(folder, 'bin/vaultmesh'), 9);
    await mkdir(join(clone, 'deep'));
    const { lines } = await install(join(clone, 'deep'));
    expect(lines).toEqual([
      '../.githooks/pre-commit is in the working tree (by core.hooksPath): commit it for all who work on it, or keep it out by .git/info/exclude.',
    ]);
    expect(existsSync(join(clone, '.githooks/pre-commit'))).toBe(true);
    expect(commit(clone).status).toBe(1);
    git(clone, 'config', 'core.hooksPath', '.husky/_');
    await mkdir(join(clone, '.husky/_'), { recursive: true });
    await writeFile(join(clone, '.husky/_/pre-commit'), '#!/usr/bin/env sh\n. "$(dirname "$0")/h"');
    await expect(install()).rejects.toMatchObject({
      message: expect.stringContaining('Add a line to .husky/pre-commit: vaultmesh covenant --staged'),
    });
  });

  it('does not write into a folder of hooks that other clones share', async () => {
    git(clone, 'config', '--global', 'core.hooksPath', join(folder, 'shared'));
    await expect(install()).rejects.toMatchObject({
      code: 'policy',
      message: expect.stringContaining('core.hooksPath'),
    });
    expect(existsSync(join(folder, 'shared'))).toBe(false);
  });

  it('does not write through a link into a folder that other clones share', async () => {
    const shared = join(folder, 'shared');
    await mkdir(shared);
    for (const link of ['.git/hooks', '.husky']) {
      await rm(join(clone, link), { recursive: true, force: true });
      await symlink(shared, join(clone, link));
      await expect(install()).rejects.toMatchObject({
        code: 'policy',
        message: expect.stringContaining(`are in ${shared}`),
      });
      git(clone, 'config', 'core.hooksPath', '.husky/inner');
    }
    expect(await readdir(shared)).toEqual([]);
  });

  it('is found in a clone that a link leads to', async () => {
    await symlink(clone, join(folder, 'link'));
    git(clone, 'config', 'core.hooksPath', join(folder, 'link/.githooks'));
    expect(await reasonOf(join(folder, 'link'))).toBe('done');
    expect(existsSync(join(clone, '.githooks/pre-commit'))).toBe(true);
  });

  it('serves all working trees of a clone, from any of them', async () => {
    expect(commit(clone).status).toBe(0);
    git(clone, 'worktree', 'add', '--quiet', '../other', '-b', 'other');
    await command(join(folder, 'bin/vaultmesh'), 9);
    await install(join(folder, 'other'));
    expect(existsSync(hook())).toBe(true);
    expect(commit(join(folder, 'other')).status).toBe(1);
    expect(commit(clone).status).toBe(1);
  });

  it('says where there is no clone, or none with files', async () => {
    await mkdir(join(folder, 'empty'));
    git(folder, 'init', '--quiet', '--bare', 'bare.git');
    for (const name of ['empty', 'bare.git']) {
      await expect(install(join(folder, name))).rejects.toMatchObject({ code: 'not-found' });
    }
  });
});

describe('the hook, with the command itself', () => {
  const KEY = 'deploy/tls.pem';
  const put = async (path: string, text: string) => {
    await mkdir(dirname(join(clone, path)), { recursive: true });
    await writeFile(join(clone, path), text);
  };

  beforeEach(async () => {
    await writeFile(
      join(folder, 'bin/vaultmesh'),
      `#!/bin/sh\nexec node --no-warnings '${join(project, 'cli/main.ts')}' "$@"\n`,
      { mode: 0o755 },
    );
    const terminal = memoryTerminal({ directory: clone, environment: environment() });
    expect(await runProgram(['covenant', 'install-hook'], terminal)).toBe(0);
    await put('README.md', '# Shop\n');
    git(clone, 'add', 'README.md');
  });

  it('lets a commit be made that breaks nothing', () => {
    expect(commit(clone)).toMatchObject({ status: 0 });
  });

  it('refuses a key that is staged, also where the file on disk is another by now', async () => {
    await put(KEY, privateKey());
    git(clone, 'add', KEY);
    await put(KEY, 'taken out\n');
    const { status, stdout, stderr } = commit(clone);
    expect(status).toBe(1);
    expect(stdout + stderr).toContain('VM-I-05');
    expect(stdout + stderr).toContain(KEY);
    git(clone, 'add', KEY);
    expect(commit(clone).status).toBe(0);
  });

  it('looks at what is committed of the files that are named, or of all', async () => {
    git(clone, 'commit', '--quiet', '--no-verify', '--message=x');
    await put('README.md', privateKey());
    for (const words of [['--all'], ['README.md']]) {
      expect(commit(clone, ...words)).toMatchObject({ status: 1 });
    }
    await put('other.md', 'Nothing.\n');
    git(clone, 'add', 'other.md');
    expect(commit(clone, 'other.md')).toMatchObject({ status: 0 });
  });
});

describe('our hook', () => {
  it('is known by its second line, which is a digest of the rest', () => {
    expect(whoseHook(hookText())).toBe('ours');
    expect(whoseHook(hookText().replace('--staged', '--fast'))).toBe('changed');
    expect(whoseHook('#!/bin/sh\n')).toBe('foreign');
    expect(whoseHook('')).toBe('foreign');
  });
});

describe('the hook for pre-commit', () => {
  it('runs the command of our own hook from the PATH, and nothing of a registry', async () => {
    const hooks = parseYaml(await readFile(join(project, '.pre-commit-hooks.yaml'), 'utf8')) as unknown;
    const runs = { entry: HOOK_COMMAND, language: 'system', pass_filenames: false };
    expect(hooks).toMatchObject([{ id: 'vaultmesh-covenant', ...runs }]);
    const page = await readFile(join(project, 'docs/covenant/pre-commit.md'), 'utf8');
    expect(page).toContain(`rev: v${manifest.version}\n`);
  });
});
