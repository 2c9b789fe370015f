import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { expect, it } from '@jest/globals';
import { project } from '../project.ts';
import { runProgram } from '../../sandbox/world/run-program.ts';

const leftovers = async (): Promise<string[]> =>
  (await readdir(tmpdir())).filter((name) => name.startsWith('vaultmesh-'));

it('npm run demo tells the whole story and leaves no file and no process behind', async () => {
  const before = await leftovers();
  const { exitCode, stdout, stderr } = await runProgram('npm', ['run', '--silent', 'demo'], {
    cwd: project,
    timeoutMs: 600_000,
  });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(stdout).toMatch(/^Done in \d+\.\d s\.$/m);
  expect(await leftovers()).toEqual(before);

  // The app's process is named in the second line, and every server lived in the demo's own process.
  const app = Number(/the app runs as process (\d+)/.exec(stdout)?.[1]);
  expect(() => process.kill(app, 0)).toThrow('ESRCH');
}, 600_000);

it('npm run demo -- --help says what it needs', async () => {
  const { stdout } = await runProgram('npm', ['run', '--silent', 'demo', '--', '--help'], { cwd: project });
  expect(stdout).toContain('Needs git, openssl, gpg, make and python3 (with venv).');
});
