import { existsSync, readFileSync, rmSync } from 'node:fs';
import { until } from '../../sandbox/world/until.ts';

/** What `probe.ts` tells of the process that it is loaded into. */
export interface Probed {
  /** What JavaScript holds, buffers included, in bytes. */
  readonly held: number;
  /** What the system gives the process, in bytes. */
  readonly resident: number;
  /** Of all its threads since its start, in ms. */
  readonly cpu: number;
}

/** The environment of a process that writes what is probed into `file`. */
export const probing = (file: string): Readonly<Record<string, string>> => ({
  NODE_OPTIONS: `--import=${new URL('probe.ts', import.meta.url).href}`,
  VAULTMESH_BENCH_PROBE: file,
});

export async function readProbe(pid: number, file: string): Promise<Probed> {
  rmSync(file, { force: true });
  process.kill(pid, 'SIGUSR2');
  await until('the probe', () => existsSync(file));
  return JSON.parse(readFileSync(file, 'utf8')) as Probed;
}
