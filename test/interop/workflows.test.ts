import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';
import { project } from '../project.ts';
import { tool } from './tools.ts';

const run = promisify(execFile);

async function output(program: string, args: string[]): Promise<{ exitCode: number; text: string }> {
  try {
    const { stdout, stderr } = await run(program, args, { cwd: project, timeout: 120_000 });
    return { exitCode: 0, text: stdout + stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { exitCode: code, text: stdout + stderr };
  }
}

it('actionlint finds nothing in our workflows', async () => {
  const folder = join(project, '.github/workflows');
  const files = (await readdir(folder)).map((name) => join(folder, name));
  expect(files.length).toBeGreaterThan(1);
  expect(await output(tool('actionlint'), files)).toEqual({ exitCode: 0, text: '' });
}, 150_000);

it('zizmor, as an auditor, finds nothing in our workflows and Actions', async () => {
  const result = await output(tool('zizmor'), [
    '--offline',
    '--persona=auditor',
    '--no-progress',
    '--quiet',
    '.github',
    'action.yml',
    'actions',
  ]);
  expect(result).toEqual({ exitCode: 0, text: expect.stringContaining('No findings to report') });
}, 150_000);
