import { execSync } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { runProgram } from '../../../cli/program.ts';
import type { CovenantResult } from '../../../core/remembrancer/covenant/index.ts';
import { privateKey } from '../../core/remembrancer/covenant/example-secrets.ts';
import { memoryTerminal } from '../memory-terminal.ts';
import { cloneOrigin, git, makeOriginAndClone } from './origin-and-clone.ts';

let folder: string;
let origin: string;
let clone: string;

const commit = async (path: string, content: string): Promise<void> => {
  await writeFile(join(origin, path), content);
  git(origin, 'add', path);
  git(origin, 'commit', '--quiet', '-m', path);
};
async function run(...words: string[]): Promise<{ code: number; message: string; result?: CovenantResult }> {
  const terminal = memoryTerminal({ directory: clone, environment: { PATH: process.env['PATH'] } });
  const code = await runProgram(['covenant', ...words, '--json'], terminal);
  const outcome = JSON.parse(terminal.printed.join('\n')) as { message: string; result?: CovenantResult };
  return { code, ...outcome };
}
const cloned = (...options: string[]): string =>
  cloneOrigin({ folder, origin, clone }, '--filter=blob:none', ...options);

beforeEach(async () => {
  ({ folder, origin, clone } = await makeOriginAndClone());
  git(origin, 'config', 'uploadpack.allowFilter', 'true');
  git(origin, 'config', 'uploadpack.allowAnySHA1InWant', 'true');
  await mkdir(join(origin, '.github'));
  await mkdir(join(origin, 'inner'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('vaultmesh covenant in a clone with a filter', () => {
  it('compares with a commit whose files are not there', async () => {
    await commit('a.md', 'one\n');
    await commit('a.md', 'two\n');
    cloned();
    expect(await run('--base', 'HEAD^')).toMatchObject({ code: 0, result: { verdict: 'held', files: 1 } });
  });

  it('looks at what is staged, where other files are not there', async () => {
    await commit('inner/a.md', 'one\n');
    cloned('--sparse');
    await writeFile(join(clone, 'b.md'), 'new\n');
    git(clone, 'add', 'b.md');
    expect(await run('--staged')).toMatchObject({ code: 0 });
    await writeFile(join(clone, 'key.pem'), privateKey());
    git(clone, 'add', 'key.pem');
    expect(await run('--staged')).toMatchObject({ code: 9, result: { verdict: 'broken' } });
  });

  it.each([[['--staged']], [['--fast', '--revision', 'HEAD']], [['--base', 'HEAD^']]])(
    'takes a configuration that is not there for none with %j never, and says what gets it',
    async (options) => {
      await commit('.github/vaultmesh.yml', 'covenant: { level: advise }\n');
      await commit('a.md', 'a\n');
      cloned('--sparse');
      const { code, message } = await run(...options);
      expect({ code, message }).toMatchObject({
        code: 6,
        message: expect.stringContaining('.github/vaultmesh.yml is in ') as unknown,
      });
      execSync(/git cat-file -e \w+/.exec(message)?.[0] ?? '', { cwd: clone, stdio: 'pipe' });
      expect((await run(...options)).code).toBe(0);
    },
  );

  it('cannot tell of files that are not there, by each rule that would look into them', async () => {
    await commit('package.json', '{ "dependencies": { "left-pad": "1.3.0" } }\n');
    await commit('Dockerfile', 'FROM alpine:3\n');
    await commit('inner/requirements.txt', 'flask\n');
    await commit('inner/a.md', 'one\n');
    cloned('--no-checkout');
    const { code, result } = await run('--revision', 'HEAD');
    expect(code).toBe(6);
    const untold = result?.findings.filter(({ cannotTell }) => cannotTell === true) ?? [];
    expect(untold).toHaveLength(result?.findings.length ?? 0);
    expect(untold.map(({ rule, path }) => `${rule} ${path ?? ''}`)).toEqual(
      expect.arrayContaining([
        ...['VM-I-05 inner/a.md', 'VM-I-07 inner/a.md', 'VM-II-02 Dockerfile', 'VM-II-03 Dockerfile'],
        ...[
          'VM-II-03 package.json',
          'VM-II-05 inner/requirements.txt',
          'VM-II-05 package.json',
          'VM-II-06 package.json',
        ],
      ]),
    );
    expect(new Set(untold.map(({ rule, path }) => `${rule} ${path ?? ''}`)).size).toBe(untold.length);
    git(clone, 'fetch', '--quiet', '--refetch', '--no-filter');
    expect((await run('--revision', 'HEAD')).result?.findings.filter(({ cannotTell }) => cannotTell)).toEqual(
      [],
    );
  });

  it('cannot tell of a ledger whose files are not there', async () => {
    await commit('a.md', 'one\n');
    git(origin, 'checkout', '--quiet', '--orphan', 'ledger');
    await commit('checkpoint', 'no checkpoint\n');
    git(origin, 'checkout', '--quiet', 'main');
    cloned();
    const { code, result } = await run('--rule', 'VM-I-01');
    expect(code).toBe(6);
    expect(result?.findings[0]).toMatchObject({
      message: 'The branch "ledger" is here, and not all of its files: this clone has a filter.',
      remedy: 'Fetch them: git fetch --refetch --no-filter',
    });
    git(clone, 'fetch', '--quiet', '--refetch', '--no-filter');
    expect((await run('--rule', 'VM-I-01')).code).toBe(9);
  });
});
