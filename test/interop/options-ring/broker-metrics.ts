import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from '@jest/globals';
import { parse } from 'yaml';
import { freePort } from '../../templates/contract/service-process.ts';
import type { PairOptions, PairWorld } from '../../templates/describe-pair.ts';
import { type ServerProcess, serverProcess } from '../../templates/mq/server-process.ts';
import { tool } from '../tools.ts';

/** Where Prometheus hears of the queues, by the target that compose.yaml has for it. */
export type BrokerMetrics = Readonly<Record<string, string>>;

interface Compose {
  readonly services: Readonly<Record<string, { readonly command?: readonly string[] }>>;
}

/** Runs tests while a broker tells Prometheus of its queues: RabbitMQ does so itself, NATS through its exporter. */
export function describeBrokerMetrics(
  mq: PairOptions['mq'],
  world: () => PairWorld,
  tests: (metrics: () => BrokerMetrics) => void,
): void {
  describe('monitoring', () => {
    let exporter: ServerProcess | undefined;
    let metrics: BrokerMetrics;

    beforeAll(async () => {
      const { monitoring } = world().pair.broker;
      if (mq === 'rabbitmq') {
        metrics = { 'rabbitmq:15692': monitoring };
        return;
      }
      const address = `127.0.0.1:${await freePort()}`;
      metrics = { 'nats-exporter:7777': address };
      exporter = await startExporter(world().launches.worker.directory, monitoring, address);
    });

    afterAll(() => exporter?.end('SIGTERM'));

    tests(() => metrics);
  });
}

/** Starts prometheus-nats-exporter with the words that compose.yaml of the worker has for it. */
async function startExporter(worker: string, monitoring: string, address: string): Promise<ServerProcess> {
  const { services } = parse(await readFile(join(worker, 'compose.yaml'), 'utf8')) as Compose;
  const words = services['nats-exporter']?.command ?? [];
  const [host = '', port = ''] = address.split(':');
  const exporter = serverProcess(
    tool('prometheus-nats-exporter'),
    [`-addr=${host}`, `-port=${port}`, ...words.map((word) => word.replace('nats:8222', monitoring))],
    process.env,
  );
  await exporter.start(async () => {
    const response = await fetch(`http://${address}/metrics`, { signal: AbortSignal.timeout(10_000) });
    return response.ok;
  });
  return exporter;
}
