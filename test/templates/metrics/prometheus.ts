import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { freePort } from '../contract/service-process.ts';
import { serverProcess } from '../mq/server-process.ts';

/** A real Prometheus, of Debian's package, that scrapes one service by the settings of its repository. */
export interface Prometheus {
  /** The values of the series that a query gives now; NaN is none. */
  readonly query: (query: string) => Promise<readonly number[]>;
  readonly end: () => Promise<void>;
}

interface Compose {
  readonly configs: { readonly prometheus: { readonly content: string } };
}

interface Settings {
  global: Record<string, string>;
  rule_files: string[];
  scrape_configs: { static_configs: { targets: string[] }[] }[];
}

interface Answer {
  readonly status: string;
  readonly error?: string;
  readonly data: { readonly result: readonly { readonly value: readonly [number, string] }[] };
}

/**
 * Starts it for the spawned repository in `directory`, with the settings that its compose file gives it. `addresses` says where each
 * of the targets named there is; what has none is not scraped. It scrapes each second. Its data are beside the repository.
 */
export async function startPrometheus(
  directory: string,
  addresses: Readonly<Record<string, string>>,
): Promise<Prometheus> {
  const compose = parse(await readFile(join(directory, 'compose.yaml'), 'utf8')) as Compose;
  const settings = parse(compose.configs.prometheus.content) as Settings;
  settings.global = { ...settings.global, scrape_interval: '1s', evaluation_interval: '1s' };
  settings.rule_files = settings.rule_files.map((file) => join(directory, 'monitoring', file));
  for (const group of settings.scrape_configs.flatMap((job) => job.static_configs)) {
    group.targets = group.targets.flatMap((target) => addresses[target] ?? []);
  }
  const folder = `${directory}-prometheus`;
  await mkdir(folder);
  const file = join(folder, 'prometheus.yml');
  await writeFile(file, stringify(settings));
  const address = `127.0.0.1:${await freePort()}`;
  const server = serverProcess(
    'prometheus',
    [
      `--config.file=${file}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=${address}`,
    ],
    process.env,
  );
  const ask = (path: string): Promise<Response> =>
    fetch(`http://${address}${path}`, { signal: AbortSignal.timeout(10_000) });
  await server.start(async () => (await ask('/-/ready')).ok);
  return {
    query: async (query) => {
      const answer = (await (await ask(`/api/v1/query?query=${encodeURIComponent(query)}`)).json()) as Answer;
      if (answer.status !== 'success') throw new Error(`${query}: ${answer.error}`);
      return answer.data.result.map(({ value }) => Number(value[1])).filter((value) => !Number.isNaN(value));
    },
    end: () => server.end('SIGTERM'),
  };
}
