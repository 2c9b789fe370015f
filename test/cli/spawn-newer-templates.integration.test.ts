import { execFile } from 'node:child_process';
import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { afterAll, beforeAll, expect, it } from '@jest/globals';

import { project } from '../project.ts';
import { makeWorkbench, type Workbench } from './workbench.ts';

const execute = promisify(execFile);

/** Who commits in the folder of the service. */
const ADA = {
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.com',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.com',
};

let bench: Workbench;

beforeAll(async () => {
  bench = await makeWorkbench();
});

afterAll(() => bench.remove());

/** The commands of "Newer templates" in docs/templates.md, with `vaultmesh` for that of this checkout. */
async function commands(): Promise<string> {
  const page = await readFile(join(project, 'docs', 'templates.md'), 'utf8');
  const [, block] = /^## Newer templates\n.*?^```sh\n(.*?)^```$/msu.exec(page) ?? [];
  if (block === undefined) throw new Error('docs/templates.md has no commands for newer templates.');
  return `vaultmesh() { "${process.execPath}" --no-warnings "${project}/cli/main.ts" "$@"; }\n${block}`;
}

it('the commands of docs/templates.md merge newer templates with what people changed', async () => {
  // Another license and description stand for older templates.
  const words = ['my-service', '--language', 'python', '--owner', 'acme', '--out', 'my-service'];
  const older = ['--license', 'Proprietary', '--description', 'What it was.'];
  expect((await bench.vaultmesh(['spawn', ...words, ...older])).code).toBe(0);
  const directory = bench.path('my-service');
  const env = { ...bench.environment, ...ADA };
  await appendFile(join(directory, 'README.md'), '\nWritten by people.\n');
  await execute('git', ['commit', '--quiet', '--all', '--message=docs: ours'], { cwd: directory, env });

  await execute('bash', ['--norc', '-euc', await commands()], { cwd: directory, env });

  const readme = await readFile(join(directory, 'README.md'), 'utf8');
  expect(readme).toContain('\nThe my-service service.\n');
  expect(readme).toContain('\nWritten by people.\n');
  expect(await readFile(join(directory, 'LICENSE'), 'utf8')).toContain('MIT License');
  const { stdout } = await bench.vaultmesh(['spawn', 'verify', 'my-service']);
  expect(stdout.match(/^(modified|added|missing) .*$/gmu)).toEqual(['modified   README.md']);
  expect(stdout).toContain('is what these templates make of its inputs');
  const made = (folder: string) =>
    bench.git('-C', bench.path(folder), 'rev-parse', 'vaultmesh/template^{tree}');
  expect(await made('my-service')).toBe(await made('my-service.new'));
});
