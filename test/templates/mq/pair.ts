import { join } from 'node:path';
import type { Launch } from '../contract/languages.ts';
import { kill, type ServiceProcess, start, until } from '../contract/service-process.ts';
import { type Broker, brokers } from './broker.ts';
import { silentProxy } from './silent-proxy.ts';

type Kind = 'service' | 'worker';

/** A service whose events a worker handles, over a broker. */
export interface Pair {
  readonly broker: Broker;
  readonly running: Readonly<Record<Kind, ServiceProcess>>;
  /** Starts one of them again after it has ended. */
  readonly restart: (kind: Kind, variables?: Readonly<Record<string, string>>) => Promise<void>;
  /** Takes their connections to the broker away without a word: nothing passes any more, and none is closed. */
  readonly silence: () => void;
  /** Creates so many greetings, each tried until it is accepted, and returns their ids. */
  readonly greet: (times: number) => Promise<readonly string[]>;
  /** Those of these greetings that no `greeting.completed` names. */
  readonly unanswered: (ids: readonly string[]) => Promise<readonly string[]>;
  readonly end: () => Promise<void>;
}

const PATIENCE_MS = 240_000;

export async function startPair(
  mq: keyof typeof brokers,
  folder: string,
  launches: Readonly<Record<Kind, Launch>>,
): Promise<Pair> {
  const broker = await brokers[mq](join(folder, 'broker'), launches.worker.name);
  await broker.start();
  const url = new URL(broker.url);
  const proxy = await silentProxy(Number(url.port));
  url.port = String(proxy.port);
  const run = (kind: Kind, variables = {}): Promise<ServiceProcess> =>
    start(launches[kind], { MQ_URL: url.href, SHUTDOWN_SECONDS: '20', ...variables });
  const running = { service: await run('service'), worker: await run('worker') };

  /** The id of a new greeting; nothing when the service says that it cannot publish now. */
  const create = async (): Promise<string | undefined> => {
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"name":"Ada"}' };
    const response = await running.service.fetch('/v1/greetings', init);
    const answer = (await response.json()) as { readonly id: string };
    if (response.status === 503) return undefined;
    if (response.status !== 201) throw new Error(`${response.status} ${JSON.stringify(answer)}`);
    return answer.id;
  };

  return {
    broker,
    running,
    restart: async (kind, variables) => {
      running[kind] = await run(kind, variables);
    },
    silence: proxy.silence,
    greet: async (times) => {
      const ids: string[] = [];
      await until(async () => {
        const id = await create();
        if (id !== undefined) ids.push(id);
        return ids.length === times;
      }, PATIENCE_MS);
      return ids;
    },
    unanswered: async (ids) => {
      const completed = await broker.completed();
      const answered = new Set(completed.map((body) => (JSON.parse(body) as { readonly id: string }).id));
      return ids.filter((id) => !answered.has(id));
    },
    end: async () => {
      await kill(running.service);
      await kill(running.worker);
      proxy.end();
      await broker.end('SIGTERM');
    },
  };
}
