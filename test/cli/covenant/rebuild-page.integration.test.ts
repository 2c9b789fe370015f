import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { runProgram } from '../../../cli/program.ts';
import { exampleIn, sectionOf } from '../../core/remembrancer/covenant/rule-page.ts';
import { project } from '../../project.ts';
import { memoryTerminal } from '../memory-terminal.ts';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'rebuild-page-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const git = (...words: string[]): string =>
  execFileSync('git', ['-C', directory, '-c', 'user.name=a', '-c', 'user.email=a@example.com', ...words], {
    encoding: 'utf8',
  });

describe('docs/covenant/rebuild.md', () => {
  it.each([
    ['Bad', 9, 'cause: the times of README.md'],
    ['Good', 0, 'dist/source.tar.gz'],
  ])('shows a build that is what its heading says: %s', async (heading, code, printed) => {
    const page = await readFile(join(project, 'docs/covenant/rebuild.md'), 'utf8');
    await writeFile(join(directory, 'README.md'), '# Example\n');
    for (const [path, text] of Object.entries(exampleIn(sectionOf(page, heading)).files)) {
      await writeFile(join(directory, path), text);
    }
    git('init', '--quiet');
    git('add', '.');
    git('commit', '--quiet', '--message', 'x');
    const [, command = ''] = /^vaultmesh (.*)$/m.exec(page) ?? [];
    const words = [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word]) => quoted ?? word ?? '');
    const environment = { PATH: process.env['PATH'], HOME: directory };
    const terminal = memoryTerminal({ directory, environment, clock: () => new Date() });
    expect(await runProgram(words, terminal)).toBe(code);
    expect(terminal.printed.join('\n')).toContain(printed);
  });
});
