import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Launch } from './languages.ts';

/** A service that was started as a process of its own, seen from outside. */
export interface ServiceProcess {
  readonly port: number;
  readonly child: ChildProcess;
  /** What it wrote so far. */
  readonly output: () => { readonly stdout: string; readonly stderr: string };
  /** Its end: exit code, or the signal that ended it. */
  readonly ended: Promise<readonly [number | null, NodeJS.Signals | null]>;
  readonly fetch: (path: string, init?: RequestInit) => Promise<Response>;
  /** The status of an answer; 0 when nobody listens. */
  readonly status: (path: string) => Promise<number>;
}

/** Starts the service on a free port; it may not listen yet. */
export async function launch(
  { command, directory }: Launch,
  variables: Readonly<Record<string, string>> = {},
): Promise<ServiceProcess> {
  const port = Number(variables['PORT'] ?? (await freePort()));
  const [program = '', ...words] = command;
  const env = { ...process.env, PORT: String(port), ...variables };
  const child = spawn(program, words, { cwd: directory, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = once(child, 'close').then(
    ([code, signal]) => [code as number | null, signal as NodeJS.Signals | null] as const,
  );
  const get: ServiceProcess['fetch'] = (path, init) =>
    fetch(`http://127.0.0.1:${port}${path}`, { signal: AbortSignal.timeout(60_000), ...init });
  const status = (path: string): Promise<number> =>
    get(path, { headers: { connection: 'close' } }).then(
      async (response) => {
        await response.arrayBuffer();
        return response.status;
      },
      () => 0,
    );
  return { port, child, output: () => ({ stdout, stderr }), ended, fetch: get, status };
}

/** Starts the service, and waits until it is ready; nothing of it is left when it never is. */
export async function start(
  given: Launch,
  variables: Readonly<Record<string, string>> = {},
): Promise<ServiceProcess> {
  const service = await launch(given, variables);
  try {
    await until(async () => {
      if (service.child.exitCode !== null) throw new Error('it ended');
      return (await service.status('/readyz')) === 200;
    });
    return service;
  } catch (cause) {
    await kill(service);
    throw new Error(`it is not ready: ${JSON.stringify(service.output())}`, { cause });
  }
}

/** Kills the service, if it still runs, and waits for its end. */
export async function kill(service: ServiceProcess | undefined): Promise<void> {
  service?.child.kill('SIGKILL');
  await service?.ended;
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** Waits for `condition`; throws when it does not come true. */
export async function until(condition: () => Promise<boolean>, milliseconds = 240_000): Promise<void> {
  for (const deadline = Date.now() + milliseconds; Date.now() < deadline;) {
    if (await condition()) return;
    await sleep(20);
  }
  throw new Error('waited in vain');
}
