import type { ServiceProcess } from './service-process.ts';

/** One line of Prometheus' text format. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** What the service shows at /metrics now. */
export async function readMetrics(service: ServiceProcess): Promise<Sample[]> {
  const text = await (await service.fetch('/metrics')).text();
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map(readSample);
}

function readSample(line: string): Sample {
  const [, name = '', labels = '', value = ''] = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)/.exec(line) ?? [];
  if (name === '') throw new Error(`no sample: ${line}`);
  const pairs = labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g);
  return {
    name,
    labels: Object.fromEntries([...pairs].map(([, key = '', text = '']) => [key, text])),
    value: Number(value === '+Inf' ? 'Infinity' : value),
  };
}
