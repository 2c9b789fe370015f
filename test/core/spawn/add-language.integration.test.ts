import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { project } from '../../project.ts';

const run = promisify(execFile);

/** A copy of this program, in which templates can be added. */
let copy: string;
let page: string;

beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'vaultmesh-language-'));
  for (const part of ['cli', 'core', 'ledger-schema', 'templates', 'package.json']) {
    await cp(join(project, part), join(copy, part), { recursive: true });
  }
  await symlink(join(project, 'node_modules'), join(copy, 'node_modules'));
  page = await readFile(join(project, 'docs/templates.md'), 'utf8');
  for (const [path, content] of pageFiles()) {
    await mkdir(dirname(join(copy, path)), { recursive: true });
    await writeFile(join(copy, path), content);
  }
});
afterAll(() => rm(copy, { recursive: true, force: true }));

/** The files that docs/templates.md names, each before the block with its content. */
const pageFiles = (): [path: string, content: string][] =>
  [...page.matchAll(/`(templates\/javascript\/[^`]+)`[^`]*```[a-z]+\n(.*?)^```$/gms)].map(
    ([, path = '', content = '']) => [path, content],
  );

const spawn = (...words: string[]) =>
  run(process.execPath, ['--no-warnings', join(copy, 'cli/main.ts'), 'spawn', 'my-service', ...words], {
    cwd: copy,
  });

describe('docs/templates.md', () => {
  it('adds a language by one folder, whose services pass their tests', async () => {
    expect(pageFiles().map(([path]) => path)).toEqual([
      'templates/javascript/language.json',
      'templates/javascript/base/Makefile.njk',
      'templates/javascript/base/package.json.njk',
      'templates/javascript/base/README.md.njk',
      'templates/javascript/service/server.js.njk',
      'templates/javascript/service/server.test.js',
    ]);
    const [, words = ''] = /^vaultmesh spawn my-service (--language javascript .*)$/m.exec(page) ?? [];
    await spawn(...words.split(' '));
    const service = join(copy, 'my-service');
    const env = { PATH: `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}` };
    await run('make', ['test', 'lint'], { cwd: service, env });
    expect(await readFile(join(service, '.github/workflows/ci.yml'), 'utf8')).toContain(
      'actions/setup-node@',
    );
    const { stdout } = await run('git', ['-C', service, 'status', '--porcelain']);
    expect(stdout).toBe('');
  });

  it.each([
    [['--kind', 'worker'], 'There is no javascript worker. Choose one of: service.'],
    [['--with-mcp'], 'The javascript templates have nothing for with-mcp yet'],
    [['--with-mq', 'nats'], 'The javascript templates have nothing for with-mq yet'],
  ])('%j, of which it has no folder, is refused', async (words, reason) => {
    const made = spawn('--language', 'javascript', '--owner', 'acme', '--dry-run', ...words);
    await expect(made).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining(reason) });
  });
});
