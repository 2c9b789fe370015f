import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { benchCalls } from '../../../bench/spawn/calls.ts';
import { benchCli } from '../../../bench/spawn/cli.ts';
import { benchLanguage, languages } from '../../../bench/spawn/languages.ts';
import { project } from '../../project.ts';

let folder: string;
let program: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vaultmesh-bench-'));
  program = join(folder, 'build', 'cli', 'main.js');
  const bundle = `import { bundleCli } from ${JSON.stringify(join(project, 'scripts/bundle-cli.ts'))};
    await bundleCli(${JSON.stringify(project)}, ${JSON.stringify(join(folder, 'build'))});`;
  execFileSync(process.execPath, ['--no-warnings', '--input-type=module', '--eval', bundle]);
  cpSync(join(project, 'templates'), join(folder, 'templates'), { recursive: true });
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

it('the command is measured cold and the rendering warm, for each language', async () => {
  const figures = await benchCli(program, folder, 1);
  const bounds = figures.flatMap(({ at, unit, atMost }) =>
    atMost === undefined ? [] : [[at.replace(/, \d+ files$/, ''), unit, atMost]],
  );
  expect(bounds).toEqual(
    languages().flatMap((id) => [
      [id, 'ms', 300],
      [id, 'ms', 50],
    ]),
  );
  expect(figures.every(({ value }) => value > 0)).toBe(true);
});

it('the calls of a /spawn that write are counted, in all and by route', async () => {
  const figures = await benchCalls();
  const totals = figures.filter(({ atMost }) => atMost === 20);
  expect(totals.map(({ what, value }) => [what, value])).toEqual([
    ['/spawn my-service --dry-run: calls that write', 3],
    ['/spawn my-service: calls that write', 20],
  ]);
  expect(figures).toContainEqual({
    what: '/spawn my-service: calls that write',
    at: 'POST /graphql updateRefs',
    value: 1,
    unit: 'requests',
  });
});

it('a language whose tests do not pass is no figure, and leaves nothing behind', () => {
  expect(() => benchLanguage(program, folder, 'cobol')).toThrow('ended with 2');
  expect(existsSync(join(folder, 'cobol'))).toBe(false);
});
