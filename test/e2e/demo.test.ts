import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { project } from '../project.ts';
import { runProgram } from '../../sandbox/world/run-program.ts';

/** What npm and Node themselves keep in the temporary folder. */
const PACKAGE_CACHES = ['node-compile-cache'];

let temporary: string;

beforeEach(async () => {
  temporary = await mkdtemp(join(tmpdir(), 'vaultmesh-demo-test-'));
});
afterEach(() => rm(temporary, { recursive: true, force: true }));

/** That neither a file nor the app is left; the second line names the app's process, and the demo's own has all servers. */
async function expectNothingLeft(stdout: string): Promise<void> {
  const left = await readdir(temporary);
  expect(left.filter((name) => !PACKAGE_CACHES.includes(name))).toEqual([]);
  const app = Number(/the app runs as process (\d+)/.exec(stdout)?.[1]);
  expect(app).toBeGreaterThan(0);
  expect(() => process.kill(app, 0)).toThrow('ESRCH');
}

it('npm run demo tells the whole story and leaves no file and no process behind', async () => {
  const { exitCode, stdout, stderr } = await runProgram('npm', ['run', '--silent', 'demo'], {
    cwd: project,
    env: { TMPDIR: temporary },
    timeoutMs: 600_000,
  });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(stdout).toMatch(/^Done in \d+\.\d s\.$/m);
  await expectNothingLeft(stdout);
}, 600_000);

it.each([
  ['is told to end', 143, (demo: ChildProcess) => demo.kill('SIGTERM')],
  ['has lost its terminal', 129, (demo: ChildProcess) => [demo.kill('SIGHUP'), demo.kill('SIGHUP')]],
  ['has nobody who reads it any more', 141, (demo: ChildProcess) => demo.stdout?.destroy()],
])('leaves nothing behind when it %s in the middle', async (_, expected, interrupt) => {
  const { PATH, HOME, NODE_COMPILE_CACHE } = process.env;
  const demo = spawn(process.execPath, [join(project, 'sandbox/demo/main.ts')], {
    env: { PATH, HOME, NODE_COMPILE_CACHE, TMPDIR: temporary },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  for await (const chunk of demo.stdout.iterator({ destroyOnReturn: false })) {
    said += String(chunk);
    if (said.includes('\n2. ')) break;
  }
  interrupt(demo);
  const [exitCode] = (await once(demo, 'exit')) as [number | null];
  expect(exitCode).toBe(expected);
  await expectNothingLeft(said);
});

it('npm run demo -- --help says what it needs', async () => {
  const { stdout } = await runProgram('npm', ['run', '--silent', 'demo', '--', '--help'], { cwd: project });
  expect(stdout).toContain('Needs git, openssl, gpg, make and python3 (with venv).');
});
