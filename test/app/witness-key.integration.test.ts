import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const program = join(import.meta.dirname, '..', '..', 'app', 'witness-key.ts');

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'vaultmesh-witness-key-'));
});

afterAll(() => rm(directory, { recursive: true, force: true }));

const make = (name: string, file: string) =>
  spawnSync(process.execPath, ['--no-warnings', program, name, file], {
    cwd: directory,
    encoding: 'utf8',
    timeout: 30_000,
  });

describe('app/witness-key.ts', () => {
  it('writes a key for its owner alone, and prints the public half', async () => {
    const { status, stdout } = make('example.org/witness', 'witness.key');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^example\.org\/witness\+[0-9a-f]{8}\+/);
    expect((await stat(join(directory, 'witness.key'))).mode & 0o077).toBe(0);
  });

  it('says in a sentence that it does not write over a file, and leaves it alone', async () => {
    const before = await readFile(join(directory, 'witness.key'), 'utf8');
    const { status, stdout, stderr } = make('example.org/witness', 'witness.key');
    expect([status, stdout]).toEqual([7, '']);
    expect(stderr).toBe('witness.key exists, and may be a key in use; name another file.\n');
    expect(await readFile(join(directory, 'witness.key'), 'utf8')).toBe(before);
  });

  it.each([
    ['a name with a blank', 'my witness', 'other.key', 2],
    ['a folder that is not there', 'example.org/witness', 'gone/witness.key', 4],
  ])('refuses %s without a stack', (_, name, file, expected) => {
    const { status, stderr } = make(name, file);
    expect(status).toBe(expected);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});
