import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';
import { parse } from 'yaml';
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
  const args = ['-shellcheck', tool('shellcheck'), ...files];
  expect(await output(tool('actionlint'), args)).toEqual({ exitCode: 0, text: '' });
}, 150_000);

it('shellcheck finds nothing in our shell scripts and in what our Actions run', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'vaultmesh-shell-'));
  try {
    const { text: listed } = await output('git', ['ls-files']);
    const scripts: string[] = [];
    for (const path of listed.trim().split('\n')) {
      const text = await readFile(join(project, path), 'utf8').catch(() => '');
      if (/^#!.*\b(ba)?sh$/m.test(text.split('\n', 1)[0] ?? '')) scripts.push(path);
      if (!/(^|\/)action\.yml$/.test(path)) continue;
      for (const [index, { run, shell }] of stepsOf(text).entries()) {
        if (run === undefined) continue;
        const script = join(folder, `${path.replaceAll('/', '_')}-${index}`);
        await writeFile(script, `#!/usr/bin/env ${shell ?? ''}\n${run}`);
        scripts.push(script);
      }
    }
    expect(scripts.length).toBeGreaterThan(5);
    expect(await output(tool('shellcheck'), scripts)).toEqual({ exitCode: 0, text: '' });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

function stepsOf(action: string): readonly { readonly run?: string; readonly shell?: string }[] {
  const { runs } = parse(action) as { runs: { steps?: readonly { run?: string; shell?: string }[] } };
  return runs.steps ?? [];
}

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
