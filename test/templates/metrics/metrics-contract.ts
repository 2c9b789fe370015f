import { expect, it } from '@jest/globals';
import type { Launch } from '../contract/languages.ts';
import { type ServiceProcess, until } from '../contract/service-process.ts';
import { startPrometheus } from './prometheus.ts';
import { readQueries } from './read-queries.ts';

const PATIENCE_MS = 240_000;

/** A running service, and how it is used as its users do. */
export interface Used {
  readonly launch: Launch;
  readonly process: ServiceProcess;
  /** Where Prometheus hears of its broker's queues, by the target that compose.yaml has for it. */
  readonly brokerMetrics?: Readonly<Record<string, string>>;
  readonly use: () => Promise<unknown>;
}

/** Each panel of the dashboard and each rule says something about a service that is used. */
export function describeMonitoring(name: string, used: () => Used): void {
  it(`every panel and every alert has data of the ${name}`, async () => {
    const { launch, process, brokerMetrics, use } = used();
    const queries = await readQueries(launch.directory);
    expect(queries.length).toBeGreaterThan(9);
    const prometheus = await startPrometheus(launch.directory, {
      'app:8000': `127.0.0.1:${process.port}`,
      ...brokerMetrics,
    });
    try {
      let missing = queries.map(({ place }) => place);
      const complete = async (): Promise<boolean> => {
        await use();
        for (const path of ['/', '/health', '/nowhere']) await process.status(path);
        const found = await Promise.all(queries.map(({ text }) => prometheus.query(text)));
        missing = queries
          .filter((_, i) => found[i]?.length === 0)
          .map(({ place, text }) => `${place}: ${text}`);
        return missing.length === 0;
      };
      await until(complete, PATIENCE_MS).catch((cause: unknown) => {
        throw new Error(`no data for ${missing.join('\n')}`, { cause });
      });
    } finally {
      await prometheus.end();
    }
  });
}
