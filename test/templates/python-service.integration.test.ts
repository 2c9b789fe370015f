import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { renderService, writeService } from '../../core/spawn/index.ts';
import { request } from '../core/spawn/requests.ts';

const NAME = 'my-service';
const DURATION = 'http_server_request_duration_seconds';

let folder: string;
let repository: string;

/** Runs make in the new repository; pip keeps its own cache, so only the first run ever downloads. */
function make(...targets: string[]): string {
  const made = spawnSync('make', targets, { cwd: repository, encoding: 'utf8', timeout: 240_000 });
  if (made.status !== 0) throw new Error(`make ${targets.join(' ')} failed:\n${made.stdout}${made.stderr}`);
  return made.stdout;
}

function need(program: string, install: string): void {
  if (spawnSync(program, ['--version']).status !== 0) throw new Error(`${program} is missing. Run: ${install}`);
}

beforeAll(async () => {
  need('make', 'apt-get install make');
  need('python3', 'apt-get install python3 python3-venv');
  folder = await mkdtemp(join(tmpdir(), 'vaultmesh-python-'));
  repository = join(folder, NAME);
  await writeService(renderService(request({ description: `It's "quoted"; \${{ x }}` }), {}), repository);
  make('install');
}, 300_000);

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('a spawned Python service', () => {
  it('lists its commands', () => {
    const commands = make().trim().split('\n').map((line) => line.split('\t')[0]);
    expect(commands).toEqual(expect.arrayContaining(['test', 'lint', 'dev', 'build', 'run']));
  });

  it('passes its own tests and linters, and builds the same wheel twice', async () => {
    expect(make('test')).toMatch(/\d+ passed/);
    expect(make('lint')).toContain('All checks passed!');
    make('build');
    const [wheel = ''] = await readdir(join(repository, 'dist'));
    expect(wheel).toBe('my_service-0.1.0-py3-none-any.whl');
    const first = await readFile(join(repository, 'dist', wheel));
    make('build');
    expect((await readFile(join(repository, 'dist', wheel))).equals(first)).toBe(true);
    make('format');
    // What these commands make is ignored, and the code has the one style already.
    const { stdout } = spawnSync('git', ['-C', repository, 'status', '--porcelain'], { encoding: 'utf8' });
    expect(stdout).toBe('');
  }, 300_000);

  it('is clean to its linters also with the longest name', async () => {
    const longest = `a${'b'.repeat(62)}`;
    const other = join(folder, longest);
    await writeService(renderService(request({ name: longest, owner: 'o'.repeat(39) }), {}), other);
    for (const words of [['check', '.'], ['format', '--check', '.']]) {
      const ruff = spawnSync(join(repository, '.venv/bin/ruff'), words, { cwd: other, encoding: 'utf8' });
      expect({ status: ruff.status, said: ruff.stdout }).toEqual({ status: 0, said: ruff.stdout });
    }
  });

  it('writes a description that Python reads as it was given', () => {
    const script = 'import tomllib; print(tomllib.load(open("pyproject.toml", "rb"))["project"]["description"])';
    const read = spawnSync('.venv/bin/python', ['-c', script], { cwd: repository, encoding: 'utf8' });
    expect(read.stdout.trim()).toBe(`It's "quoted"; \${{ x }}`);
  });
});

describe('a running Python service', () => {
  let url: string;
  let service: ChildProcess;
  let log = '';

  beforeAll(async () => {
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    const env = { ...process.env, PORT: String(port), DRAIN_SECONDS: '5' };
    service = spawn('.venv/bin/python', ['-m', 'app'], { cwd: repository, env, stdio: ['ignore', 'pipe', 'inherit'] });
    service.stdout?.on('data', (chunk: Buffer) => (log += chunk.toString()));
    await until(async () => (await status('/readyz')) === 200);
  });

  afterAll(() => {
    service.kill('SIGKILL');
  });

  const get = (path: string, init?: RequestInit) =>
    fetch(`${url}${path}`, { ...init, signal: AbortSignal.timeout(5_000) });

  const status = (path: string): Promise<number> => get(path).then((response) => response.status, () => 0);

  const metrics = async (): Promise<string[]> => (await (await get('/metrics')).text()).split('\n');

  it.each([
    ['/', { status: 'ok', service: NAME }],
    ['/health', { healthy: true }],
    ['/livez', { status: 'alive' }],
    ['/readyz', { status: 'ready' }],
  ])('answers %s', async (path, body) => {
    const response = await get(path);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual(body);
  });

  it('measures by the names and buckets of OpenTelemetry', async () => {
    await get('/');
    const bounds = (await metrics())
      .filter((line) => line.startsWith(`${DURATION}_bucket{`) && line.includes('http_route="/"'))
      .map((line) => /le="([^"]+)"/.exec(line)?.[1]);
    const expected = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];
    expect(bounds).toEqual([...expected.map((bound) => expect.stringMatching(new RegExp(`^${bound}(\\.0)?$`))), '+Inf']);
  });

  it('adds one series for any number of unknown paths', async () => {
    const count = async () => (await metrics()).filter((line) => line.startsWith(`${DURATION}_count`)).length;
    await get('/metrics');
    const before = await count();
    for (let i = 0; i < 50; i += 1) expect(await status(`/scan/${i}`)).toBe(404);
    expect(await count()).toBe(before + 1);
  });

  it('loses none of 200 requests at once', async () => {
    const statuses = await Promise.all(Array.from({ length: 200 }, () => status('/health')));
    expect(new Set(statuses)).toEqual(new Set([200]));
  });

  it('refuses a method that a route does not have', async () => {
    expect((await get('/', { method: 'POST', body: '{"broken' })).status).toBe(405);
  });

  it('has every metric that its alerts and its dashboard ask for', async () => {
    const shown = await metrics();
    const questions = await Promise.all(
      ['monitoring/alerts.yml', 'monitoring/dashboard.json'].map((path) =>
        readFile(join(repository, path), 'utf8'),
      ),
    );
    const asked = new Set(questions.join('\n').match(/\b(http_server|process)_[a-z_]+(?=\{)/g));
    expect(asked.size).toBeGreaterThan(3);
    for (const name of asked) expect({ name, there: shown.some((line) => line.startsWith(name)) }).toEqual({ name, there: true });
  });

  it('on SIGTERM says that it is not ready, serves on, then ends cleanly, with logs in JSON', async () => {
    const ended = once(service, 'exit');
    service.kill('SIGTERM');
    await until(async () => (await status('/readyz')) === 503);
    expect(await status('/health')).toBe(200);
    expect(await ended).toEqual([0, null]);
    expect(await status('/livez')).toBe(0);
    const entries = log.trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(entries).toContainEqual(expect.objectContaining({ message: 'draining', level: 'info', service: NAME }));
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 120_000; Date.now() < deadline; ) {
    if (await condition()) return;
    await sleep(20);
  }
  throw new Error('waited in vain');
}
