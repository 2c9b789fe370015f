import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { afterEach, beforeEach, expect, it } from '@jest/globals';

import { project } from '../../../project.ts';

let directory = '';

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'built-files-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

it('finds files beside a folder of more than the stack holds, as node_modules can be', () => {
  mkdirSync(join(directory, 'sub'));
  for (let n = 0; n < 20_000; n += 1) symlinkSync('x', join(directory, 'sub', String(n)));
  const module = pathToFileURL(join(project, 'cli/covenant/rebuild/built-files.ts')).href;
  const script = `
    const { builtFiles } = await import(${JSON.stringify(module)});
    const found = await builtFiles(${JSON.stringify(directory)}, ['sub/19999', 'other'], async () => false);
    console.log(found.map(({ file }) => file.path + ' ' + file.mode).join());
  `;
  // A small stack stands for more files.
  const words = ['--stack-size=150', '--no-warnings', '--input-type=module', '--eval', script];
  expect(execFileSync(process.execPath, words, { encoding: 'utf8' })).toBe('sub/19999 symlink\n');
});
