import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { renderService, type SpawnRequest, writeService } from '../../core/spawn/index.ts';
import { until } from '../../sandbox/world/until.ts';
import { request } from '../core/spawn/requests.ts';
import { type Broker, startBroker } from './message-broker.ts';

const PATIENCE_MS = 240_000;

/** A spawned repository as a process, with the port that it serves on. */
interface Running {
  readonly process: ChildProcess;
  readonly port: number;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

describe.each(['rabbitmq', 'nats'] as const)('a Python service and a worker over %s', (mq) => {
  let folder: string;
  let broker: Broker;
  let service: Running;
  let worker: Running;
  const sent = new Set<string>();

  async function install(kind: SpawnRequest['kind']): Promise<string> {
    const repository = join(folder, `py-${kind}`);
    await writeService(renderService(request({ name: `py-${kind}`, kind, mq }), {}), repository);
    const made = spawnSync('make', ['install'], { cwd: repository, encoding: 'utf8' });
    expect({ status: made.status, said: made.stderr }).toMatchObject({ status: 0 });
    return repository;
  }

  async function start(kind: SpawnRequest['kind']): Promise<Running> {
    const port = await freePort();
    const repository = join(folder, `py-${kind}`);
    const env = { ...process.env, PORT: String(port), MQ_URL: broker.url };
    const child = spawn('.venv/bin/python', ['-m', 'app'], { cwd: repository, env, stdio: 'ignore' });
    await until(
      `${kind} to be ready`,
      async () => (await status({ process: child, port }, '/readyz')) === 200,
      60_000,
    );
    return { process: child, port };
  }

  const call = ({ port }: Running, path: string, init?: RequestInit) =>
    fetch(`http://127.0.0.1:${port}${path}`, { ...init, signal: AbortSignal.timeout(10_000) });

  const status = (running: Running, path: string): Promise<number> =>
    call(running, path).then(
      (response) => response.status,
      () => 0,
    );

  async function greet(times: number): Promise<void> {
    for (let i = 0; i < times; i += 1) {
      const body = JSON.stringify({ name: `n${i}` });
      const headers = { 'content-type': 'application/json' };
      const response = await call(service, '/v1/greetings', { method: 'POST', headers, body });
      if (response.status === 201) sent.add(((await response.json()) as { id: string }).id);
    }
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vaultmesh-events-'));
    broker = await startBroker(mq, join(folder, 'broker'), await freePort());
    await install('service');
    await install('worker');
    service = await start('service');
    worker = await start('worker');
    await broker.watch('greeting.completed', join(folder, 'py-worker/.venv/bin/python'));
  }, PATIENCE_MS);

  afterAll(async () => {
    service.process.kill('SIGKILL');
    worker.process.kill('SIGKILL');
    await broker.stop();
    await rm(folder, { recursive: true, force: true });
  }, PATIENCE_MS);

  it(
    'lose no event when the worker is killed and when the broker restarts',
    async () => {
      await greet(30);
      worker.process.kill('SIGKILL');
      await greet(20);
      worker = await start('worker');
      await greet(20);
      await broker.stop();
      await until('/readyz to say so', async () => (await status(service, '/readyz')) === 503, 60_000);
      expect(await (await call(service, '/readyz')).json()).toEqual({ status: 'disconnected' });
      await greet(1);
      expect(sent.size).toBe(70);
      expect(await status(worker, '/livez')).toBe(200);
      await broker.start();
      const both = async () =>
        (await status(service, '/readyz')) === 200 && (await status(worker, '/readyz')) === 200;
      await until('both to be ready again', both, 90_000);
      await greet(20);
      const completed = async () => {
        const seen = await broker.seen();
        return [...sent].every((id) => seen.has(id));
      };
      await until('every greeting to be completed', completed, 90_000);
      expect(sent.size).toBe(90);
    },
    PATIENCE_MS,
  );

  it(
    'end cleanly on SIGTERM',
    async () => {
      for (const { process: child } of [service, worker]) {
        const ended = once(child, 'exit');
        child.kill('SIGTERM');
        expect(await ended).toEqual([0, null]);
      }
    },
    PATIENCE_MS,
  );
});
