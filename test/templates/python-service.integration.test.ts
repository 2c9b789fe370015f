import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { renderService, writeService } from '../../core/spawn/index.ts';
import { request } from '../core/spawn/requests.ts';
import { MAKE_TIMEOUT_MS } from './make.ts';

const NAME = 'my-service';

let folder: string;
let repository: string;

/** Runs make in the new repository; pip keeps its own cache, so only the first run ever downloads. */
function make(...targets: string[]): string {
  const made = spawnSync('make', targets, { cwd: repository, encoding: 'utf8', timeout: MAKE_TIMEOUT_MS });
  if (made.status !== 0) throw new Error(`make ${targets.join(' ')} failed:\n${made.stdout}${made.stderr}`);
  return made.stdout;
}

function need(program: string, install: string): void {
  if (spawnSync(program, ['--version']).status !== 0)
    throw new Error(`${program} is missing. Run: ${install}`);
}

beforeAll(async () => {
  need('make', 'apt-get install make');
  need('python3', 'apt-get install python3 python3-venv');
  folder = await mkdtemp(join(tmpdir(), 'vaultmesh-python-'));
  repository = join(folder, NAME);
  await writeService(renderService(request({ description: `It's "quoted"; \${{ x }}` }), {}), repository);
  make('install');
}, MAKE_TIMEOUT_MS);

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('a spawned Python service', () => {
  it('lists its commands', () => {
    const commands = make()
      .trim()
      .split('\n')
      .map((line) => line.split('\t')[0]);
    expect(commands).toEqual(expect.arrayContaining(['test', 'lint', 'dev', 'build', 'run']));
  });

  it(
    'passes its own tests and linters, and builds the same wheel twice',
    async () => {
      expect(make('test')).toMatch(/\d+ passed/);
      expect(make('lint')).toContain('All checks passed!');
      make('build');
      const [wheel = ''] = await readdir(join(repository, 'dist'));
      expect(wheel).toBe('app-0.1.0-py3-none-any.whl');
      const first = await readFile(join(repository, 'dist', wheel));
      make('build');
      expect((await readFile(join(repository, 'dist', wheel))).equals(first)).toBe(true);
      make('format');
      // What these commands make is ignored, and the code has the one style already.
      const { stdout } = spawnSync('git', ['-C', repository, 'status', '--porcelain'], { encoding: 'utf8' });
      expect(stdout).toBe('');
    },
    MAKE_TIMEOUT_MS,
  );

  it('is clean to its linters also with the longest name', async () => {
    const longest = `a${'b'.repeat(62)}`;
    const other = join(folder, longest);
    await writeService(renderService(request({ name: longest, owner: 'o'.repeat(39) }), {}), other);
    for (const words of [
      ['check', '.'],
      ['format', '--check', '.'],
    ]) {
      const ruff = spawnSync(join(repository, '.venv/bin/ruff'), words, { cwd: other, encoding: 'utf8' });
      expect({ status: ruff.status, said: ruff.stdout }).toEqual({ status: 0, said: ruff.stdout });
    }
  });

  it('writes a description that Python reads as it was given', () => {
    const script =
      'import tomllib; print(tomllib.load(open("pyproject.toml", "rb"))["project"]["description"])';
    const read = spawnSync('.venv/bin/python', ['-c', script], { cwd: repository, encoding: 'utf8' });
    expect(read.stdout.trim()).toBe(`It's "quoted"; \${{ x }}`);
  });
});
