import { join } from 'node:path';
import { createStops, type Stops } from '../../../sandbox/world/stops.ts';
import type { Launch } from '../contract/languages.ts';
import { kill, type ServiceProcess, start, until } from '../contract/service-process.ts';
import { type Broker, brokers } from './broker.ts';
import { type SilentProxy, silentProxy } from './silent-proxy.ts';

type Kind = 'service' | 'worker';

/** A service whose events a worker handles, over a broker. */
export interface Pair {
  readonly broker: Broker;
  /** What both are given as MQ_URL. */
  readonly url: string;
  readonly names: Readonly<Record<Kind, string>>;
  readonly running: Readonly<Record<Kind, ServiceProcess>>;
  /** Starts one of them again after it has ended. */
  readonly restart: (kind: Kind, variables?: Readonly<Record<string, string>>) => Promise<void>;
  /** Takes their connections to the broker away without a word: nothing passes any more, and none is closed. */
  readonly silence: () => void;
  /** Creates so many greetings, each tried until it is accepted, and returns their ids. */
  readonly greet: (times: number, headers?: Readonly<Record<string, string>>) => Promise<readonly string[]>;
  /** Those of these greetings that no `greeting.completed` names. */
  readonly unanswered: (ids: readonly string[]) => Promise<readonly string[]>;
  readonly end: () => Promise<void>;
}

const PATIENCE_MS = 240_000;

/** Starts the broker and both; nothing of them is left when one does not start. */
export async function startPair(
  mq: keyof typeof brokers,
  folder: string,
  launches: Readonly<Record<Kind, Launch>>,
): Promise<Pair> {
  const stops = createStops();
  try {
    const broker = await brokers[mq](join(folder, 'broker'), launches.worker.name);
    stops.add(() => broker.end('SIGTERM'));
    await broker.start();
    const proxy = await silentProxy(Number(new URL(broker.url).port));
    stops.add(() => {
      proxy.end();
      return Promise.resolve();
    });
    return await connectPair(broker, proxy, launches, stops);
  } catch (error) {
    await stops.run();
    throw error;
  }
}

async function connectPair(
  broker: Broker,
  proxy: SilentProxy,
  launches: Readonly<Record<Kind, Launch>>,
  stops: Stops,
): Promise<Pair> {
  const url = new URL(broker.url);
  url.port = String(proxy.port);
  const run = async (kind: Kind, variables = {}): Promise<ServiceProcess> => {
    const settings = { MQ_URL: url.href, SHUTDOWN_SECONDS: '20', ...variables };
    const process = await start(launches[kind], settings);
    stops.add(() => kill(process));
    return process;
  };
  const running = { service: await run('service'), worker: await run('worker') };

  /** The id of a new greeting; nothing when the service says that it cannot publish now. */
  const create = async (given: Readonly<Record<string, string>>): Promise<string | undefined> => {
    const headers = { 'content-type': 'application/json', ...given };
    const init = { method: 'POST', headers, body: '{"name":"Ada"}' };
    const response = await running.service.fetch('/v1/greetings', init);
    const answer = (await response.json()) as { readonly id: string };
    if (response.status === 503) return undefined;
    if (response.status !== 201) throw new Error(`${response.status} ${JSON.stringify(answer)}`);
    return answer.id;
  };

  return {
    broker,
    url: url.href,
    names: { service: launches.service.name, worker: launches.worker.name },
    running,
    restart: async (kind, variables) => {
      running[kind] = await run(kind, variables);
    },
    silence: proxy.silence,
    greet: async (times, headers = {}) => {
      const ids: string[] = [];
      await until(async () => {
        const id = await create(headers);
        if (id !== undefined) ids.push(id);
        return ids.length === times;
      }, PATIENCE_MS);
      return ids;
    },
    unanswered: async (ids) => {
      const completed = await broker.published('greeting.completed');
      const answered = new Set(completed.map(({ data }) => (JSON.parse(data) as { readonly id: string }).id));
      return ids.filter((id) => !answered.has(id));
    },
    end: () => stops.run(),
  };
}
