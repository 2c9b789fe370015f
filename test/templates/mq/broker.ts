import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { freePort, until } from '../contract/service-process.ts';
import { storedInNats } from './stored-in-nats.ts';

/** A real broker with its data in a folder, which can be ended and started again. */
export interface Broker {
  /** What a service is given as MQ_URL. */
  readonly url: string;
  readonly start: () => Promise<void>;
  /** Kills it as a crash would. */
  readonly kill: () => Promise<void>;
  /** The bodies of all `greeting.completed` events that it holds. */
  readonly completed: () => Promise<string[]>;
}

export const brokers = { nats: createNats } as const;

async function createNats(folder: string): Promise<Broker> {
  const port = await freePort();
  const words = ['-a', '127.0.0.1', '-p', String(port), '-js', '-sd', folder];
  const server = program('nats-server', words, process.env);
  const completed = (): Promise<string[]> => storedInNats(port, 'EVENTS', 'events.greeting.completed');
  return {
    url: `nats://127.0.0.1:${port}`,
    start: () => server.start(() => storedInNats(port, 'EVENTS', '').then(Boolean)),
    kill: server.kill,
    completed,
  };
}

function program(command: string, words: readonly string[], env: NodeJS.ProcessEnv) {
  let child: ChildProcess | undefined;
  const start = async (ready: () => Promise<boolean>): Promise<void> => {
    child = spawn(command, words, { env, stdio: 'ignore' });
    child.on('error', () => undefined);
    await until(() => ready().catch(() => false), 60_000);
  };
  const kill = async (): Promise<void> => {
    if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  return { start, kill };
}
