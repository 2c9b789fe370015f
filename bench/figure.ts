/** One measured figure. */
export interface Figure {
  /** What was measured, such as `append, github store`. */
  readonly what: string;
  /** Under which conditions, such as `100,000 entries`. */
  readonly at: string;
  readonly value: number;
  readonly unit:
    | 's'
    | 'ms'
    | 'µs'
    | 'KiB'
    | 'MiB'
    | 'bytes'
    | 'deliveries'
    | 'requests'
    | 'round trips'
    | 'per second'
    | 'times'
    | 'of 1'
    | 'lines';
  /** What the issue or the design asks for, where it asks. */
  readonly atMost?: number;
  readonly atLeast?: number;
}

/** The middle one of `values`; of an even number the lower. */
export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[(values.length - 1) >> 1] ?? Number.NaN;

/** How long `work` takes, in ms. */
export async function elapsed(work: () => unknown): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** How much of the processors `work` takes, in ms, with the threads that the engine has for itself: good on a shared machine too. */
export function cpuTime(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

export const kib = (bytes: number): number => bytes / 1024;

export const entries = (size: number): string => `${size.toLocaleString('en')} entries`;
