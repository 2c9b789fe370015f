import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readCatalog } from '../../core/spawn/index.ts';
import { project } from '../project.ts';
import { MAKE_TIMEOUT_MS, SHARED_CARGO } from '../templates/make.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vaultmesh-readme-'));
});
let end = (): void => undefined;
afterEach(async () => {
  end();
  await rm(folder, { recursive: true, force: true });
});

/** The lines of "Spawn a service" in README.md, for a language and a port. */
async function lines(language: string, port: number): Promise<string> {
  const readme = await readFile(join(project, 'README.md'), 'utf8');
  const [, block = ''] = /^## Spawn a service\n\n```sh\n(.*?)^```$/ms.exec(readme) ?? [];
  expect(block).toContain('--language python --owner OWNER');
  return block
    .replace('--language python --owner OWNER', `--language ${language} --owner acme`)
    .replace(':8000', `:${port}`);
}

/** What bash and all that it starts print; they end with it, and with the test. */
function bash(
  script: string,
  env: NodeJS.ProcessEnv,
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn('bash', ['--norc', '-eu', '-c', script], {
      cwd: folder,
      env: { ...process.env, ...env },
      // A process group of its own, so that the server can be ended with it.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said = { stdout: '', stderr: '' };
    child.stdout.on('data', (chunk: Buffer) => (said.stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (said.stderr += chunk.toString()));
    child.on('error', reject);
    end = () => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
      } catch {
        // Nothing of it is left.
      }
    };
    child.on('exit', end);
    child.on('close', (code) => {
      resolve({ code, ...said });
    });
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('the first two minutes of README.md', () => {
  it.each(readCatalog().languages.map(({ id }) => id))(
    'in %s end with an answer of the service',
    async (language) => {
      const port = await freePort();
      const vaultmesh = `vaultmesh() { "${process.execPath}" --no-warnings "${project}/cli/main.ts" "$@"; }\n`;
      const script = `${vaultmesh}${await lines(language, port)}`;
      const { code, stdout, stderr } = await bash(script, {
        ...SHARED_CARGO,
        PORT: String(port),
        DRAIN_SECONDS: '0',
      });
      expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
      const answer = stdout.slice(stdout.lastIndexOf('{"status"'));
      expect(JSON.parse(answer.slice(0, answer.indexOf('}') + 1))).toEqual({
        status: 'ok',
        service: 'my-service',
      });
    },
    MAKE_TIMEOUT_MS,
  );
});
