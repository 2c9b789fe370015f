import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { project } from '../project.ts';
import { runProgram } from '../../sandbox/world/run-program.ts';

/** What npm and Node themselves keep in the temporary folder. */
const PACKAGE_CACHES = ['node-compile-cache'];

it('npm run demo tells the whole story and leaves no file and no process behind', async () => {
  const temporary = await mkdtemp(join(tmpdir(), 'vaultmesh-demo-test-'));
  const { exitCode, stdout, stderr } = await runProgram('npm', ['run', '--silent', 'demo'], {
    cwd: project,
    env: { TMPDIR: temporary },
    timeoutMs: 600_000,
  });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(stdout).toMatch(/^Done in \d+\.\d s\.$/m);
  const left = await readdir(temporary);
  await rm(temporary, { recursive: true, force: true });
  expect(left.filter((name) => !PACKAGE_CACHES.includes(name))).toEqual([]);

  // The app's process is named in the second line, and every server lived in the demo's own process.
  const app = Number(/the app runs as process (\d+)/.exec(stdout)?.[1]);
  expect(() => process.kill(app, 0)).toThrow('ESRCH');
}, 600_000);

it('npm run demo -- --help says what it needs', async () => {
  const { stdout } = await runProgram('npm', ['run', '--silent', 'demo', '--', '--help'], { cwd: project });
  expect(stdout).toContain('Needs git, openssl, gpg, make and python3 (with venv).');
});
