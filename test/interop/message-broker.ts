import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A broker of Debian's packages rabbitmq-server and nats-server, with data of its own that outlasts a restart. */
export interface Broker {
  readonly url: string;
  start: () => Promise<void>;
  stop: () => Promise<void>;
  /** Begins to keep the events of a type; `python` is one that has the broker's client library. */
  watch: (type: string, python: string) => Promise<void>;
  /** The greetings that the kept events name, so far. */
  seen: () => Promise<ReadonlySet<string>>;
}

/** Prints the ids of all events of a type that the broker has; the first run of RabbitMQ's makes the queue that keeps them. */
const READERS = {
  rabbitmq: `
import asyncio, json, sys
import aio_pika

async def main(url, kind):
    async with await aio_pika.connect(url) as connection:
        channel = await connection.channel()
        exchange = await channel.declare_exchange("events", "topic", durable=True)
        queue = await channel.declare_queue("watch", durable=True, arguments={"x-queue-type": "quorum"})
        await queue.bind(exchange, f"events.{kind}")
        while message := await queue.get(fail=False):
            print(json.loads(message.body)["id"])
            await message.ack()

asyncio.run(main(*sys.argv[1:]))
`,
  nats: `
import asyncio, json, sys
import nats

async def main(url, kind):
    connection = await nats.connect(url)
    subscription = await connection.jetstream().pull_subscribe(f"events.{kind}", durable="watch", stream="EVENTS")
    try:
        while True:
            for message in await subscription.fetch(100, timeout=1):
                print(json.loads(message.data)["id"])
                await message.ack()
    except TimeoutError:
        await connection.close()

asyncio.run(main(*sys.argv[1:]))
`,
} as const;

export async function startBroker(kind: keyof typeof READERS, folder: string, port: number): Promise<Broker> {
  const url = kind === 'nats' ? `nats://127.0.0.1:${port}` : `amqp://guest:guest@127.0.0.1:${port}/`;
  const seen = new Set<string>();
  let watched: readonly string[] = [];
  let child: ChildProcess | undefined;
  await mkdir(folder, { recursive: true });

  const broker: Broker = {
    url,
    start: () => {
      child = kind === 'nats' ? startNats(folder, port) : startRabbit(folder, port);
      return Promise.resolve();
    },
    stop: async () => {
      if (child?.pid === undefined || child.exitCode !== null) return;
      const ended = once(child, 'exit');
      // RabbitMQ's program is a script around the virtual machine: the signal is for both.
      process.kill(-child.pid, 'SIGTERM');
      await ended;
    },
    watch: async (type, python) => {
      watched = [python, '-c', READERS[kind], url, type];
      await broker.seen();
    },
    seen: async () => {
      const [program = '', ...words] = watched;
      const { stdout } = await run(program, words);
      for (const id of stdout.split('\n')) if (id !== '') seen.add(id);
      return seen;
    },
  };
  await broker.start();
  return broker;
}

function startNats(folder: string, port: number): ChildProcess {
  const words = ['--jetstream', '--store_dir', folder, '--addr', '127.0.0.1', '--port', String(port)];
  return spawn('nats-server', words, { stdio: 'ignore', detached: true });
}

function startRabbit(folder: string, port: number): ChildProcess {
  const env = {
    ...process.env,
    HOME: folder,
    RABBITMQ_NODENAME: `vaultmesh-${port}@localhost`,
    RABBITMQ_NODE_IP_ADDRESS: '127.0.0.1',
    RABBITMQ_NODE_PORT: String(port),
    RABBITMQ_DIST_PORT: String(port > 40_000 ? port - 20_000 : port + 20_000),
    RABBITMQ_MNESIA_BASE: join(folder, 'data'),
    RABBITMQ_LOG_BASE: join(folder, 'log'),
    RABBITMQ_ENABLED_PLUGINS_FILE: join(folder, 'plugins'),
    RABBITMQ_CONF_ENV_FILE: '/dev/null',
    RABBITMQ_CONFIG_FILE: join(folder, 'none'),
  };
  return spawn('/usr/lib/rabbitmq/bin/rabbitmq-server', { env, stdio: 'ignore', detached: true });
}
