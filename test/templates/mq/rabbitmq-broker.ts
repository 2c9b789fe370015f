import { spawnSync } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort, until } from '../contract/service-process.ts';
import type { Broker, Message } from './broker.ts';
import { serverProcess } from './server-process.ts';

const EXCHANGE = 'events';
/** What the worker publishes. */
const COMPLETED = 'events.greeting.completed';
/** The test's own queue, which gets all events. */
const AUDIT = 'audit';
/** A queue of the test that is full. */
const FULL = 'full';
/** Marks attributes of CloudEvents among the application properties. */
const PREFIX = 'cloudEvents:';

/** A message of the management API. */
interface Taken {
  readonly routing_key: string;
  readonly payload: string;
  readonly properties: {
    readonly content_type?: string;
    readonly headers?: Readonly<Record<string, unknown>>;
  };
}

export async function rabbitmqBroker(folder: string, worker: string): Promise<Broker> {
  const [port = 0, management, metrics, distribution, epmd] = await Promise.all(
    Array.from({ length: 5 }, freePort),
  );
  const node = `events-${port}@localhost`;
  await mkdir(folder, { recursive: true });
  const config = [
    `listeners.tcp.1 = 127.0.0.1:${port}`,
    'management.tcp.ip = 127.0.0.1',
    `management.tcp.port = ${management}`,
    'prometheus.tcp.ip = 127.0.0.1',
    `prometheus.tcp.port = ${metrics}`,
  ];
  await writeFile(join(folder, 'rabbitmq.conf'), `${config.join('\n')}\n`);
  await writeFile(join(folder, 'enabled_plugins'), '[rabbitmq_management,rabbitmq_prometheus].\n');
  const server = serverProcess('/usr/lib/rabbitmq/bin/rabbitmq-server', [], {
    PATH: process.env['PATH'],
    HOME: folder,
    ERL_EPMD_ADDRESS: '127.0.0.1',
    ERL_EPMD_PORT: String(epmd),
    RABBITMQ_NODENAME: node,
    RABBITMQ_DIST_PORT: String(distribution),
    RABBITMQ_CONFIG_FILE: join(folder, 'rabbitmq.conf'),
    RABBITMQ_CONF_ENV_FILE: '/dev/null',
    RABBITMQ_ENABLED_PLUGINS_FILE: join(folder, 'enabled_plugins'),
    RABBITMQ_MNESIA_BASE: join(folder, 'data'),
    RABBITMQ_LOG_BASE: join(folder, 'log'),
  });

  const api = async (method: string, path: string, body: object): Promise<unknown> => {
    const authorization = `Basic ${Buffer.from('guest:guest').toString('base64')}`;
    const headers = { authorization, 'content-type': 'application/json' };
    // While it starts, the broker takes requests that it never answers.
    const init = { method, headers, signal: AbortSignal.timeout(10_000), body: JSON.stringify(body) };
    const response = await fetch(`http://127.0.0.1:${management}/api/${path}`, init);
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === '' ? undefined : (JSON.parse(text) as unknown);
  };
  const take = async (queue: string, ackmode: 'ack_requeue_true' | 'ack_requeue_false'): Promise<Taken[]> => {
    const batch = { count: 10_000, ackmode, encoding: 'auto' };
    return (await api('POST', `queues/%2F/${queue}/get`, batch)) as Taken[];
  };
  const listen = async (): Promise<boolean> => {
    await api('PUT', `exchanges/%2F/${EXCHANGE}`, { type: 'topic', durable: true });
    await api('PUT', `queues/%2F/${AUDIT}`, { durable: true, arguments: { 'x-queue-type': 'quorum' } });
    await api('POST', `bindings/%2F/e/${EXCHANGE}/q/${AUDIT}`, { routing_key: 'events.#' });
    return true;
  };
  /**
   * RabbitMQ writes the list of its quorum queues half a second after a change, and a queue that is not in it when the broker
   * crashes has no leader ever after: https://github.com/rabbitmq/rabbitmq-server/issues/15725. A crash is tried from then on.
   */
  const listed = async (): Promise<boolean> => {
    const list = await readFile(join(folder, 'data', node, 'quorum', node, 'names.dets'), 'latin1');
    return [AUDIT, worker, `${worker}.dead`].every((queue) => list.includes(`%2F_${queue}`));
  };

  const seen: Taken[] = [];
  return {
    url: `amqp://guest:guest@127.0.0.1:${port}/`,
    monitoring: `127.0.0.1:${metrics}`,
    start: () => server.start(listen),
    end: async (signal) => {
      if (signal === 'SIGKILL') await until(listed);
      await server.end(signal);
      // Erlang's directory of nodes is a daemon of its own, which does not end before it has noticed that its node has.
      await until(() => {
        spawnSync('epmd', ['-port', String(epmd), '-kill']);
        return Promise.resolve(spawnSync('epmd', ['-port', String(epmd), '-names']).status !== 0);
      });
    },
    clear: async () => {
      seen.length = 0;
      await rm(join(folder, 'data'), { recursive: true });
    },
    publish: async ({ attributes: { datacontenttype, ...attributes }, data }) => {
      const headers = Object.entries(attributes).map(([name, value]) => [PREFIX + name, value]);
      await api('POST', `exchanges/%2F/${EXCHANGE}/publish`, {
        routing_key: 'events.greeting.requested',
        payload: data,
        payload_encoding: 'string',
        properties: { delivery_mode: 2, content_type: datacontenttype, headers: Object.fromEntries(headers) },
      });
    },
    published: async (type) => {
      seen.push(...(await take(AUDIT, 'ack_requeue_false')));
      return seen.filter(({ routing_key }) => routing_key === `events.${type}`).map(messageOf);
    },
    dead: async () => (await take(`${worker}.dead`, 'ack_requeue_true')).map(({ payload }) => payload),
    refuseCompleted: async () => {
      await api('PUT', `queues/%2F/${FULL}`, {
        arguments: { 'x-max-length': 1, 'x-overflow': 'reject-publish' },
      });
      const message = { routing_key: FULL, payload: '', payload_encoding: 'string', properties: {} };
      await api('POST', 'exchanges/%2F/amq.default/publish', message);
      await api('POST', `bindings/%2F/e/${EXCHANGE}/q/${FULL}`, { routing_key: COMPLETED });
      return async () => {
        await api('DELETE', `queues/%2F/${FULL}`, {});
      };
    },
    forget: async () => {
      await api('DELETE', `queues/%2F/${worker}`, {});
    },
  };
}

/** https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/amqp-protocol-binding.md#31-binary-content-mode */
function messageOf({ payload, properties: { content_type, headers = {} } }: Taken): Message {
  const given = Object.entries(headers).filter(([name]) => name.startsWith(PREFIX));
  const attributes = given.map(([name, value]) => [name.slice(PREFIX.length), String(value)] as const);
  return {
    attributes: { ...Object.fromEntries(attributes), datacontenttype: content_type ?? '' },
    data: payload,
  };
}
