import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseSpawnRequest, readCatalog, renderService, treeId } from '../../core/spawn/index.ts';
import { elapsed, type Figure, median } from '../figure.ts';
import { runMeasured } from '../run-measured.ts';

/**
 * `vaultmesh spawn` from a cold start, `rounds` times for each language: each time a new process without a compile cache,
 * git and all, beside one of Node that does nothing. Then the rendering alone in a process that has done it before.
 * `program` is the built command; the services go into `folder`.
 */
export async function benchCli(program: string, folder: string, rounds: number): Promise<Figure[]> {
  const node = (argv: readonly string[]): number => {
    const { cpu } = runMeasured([process.execPath, ...argv], { cwd: folder, env: environment(folder) });
    return cpu;
  };
  const figures: Figure[] = [];
  const nothing: number[] = [];
  for (const { id } of readCatalog().languages) {
    const words = [program, 'spawn', 'my-service', '--owner', 'acme', '--language', id];
    const cold: number[] = [];
    const planned: number[] = [];
    for (let round = 0; round < rounds; round++) {
      nothing.push(node(['--eval', '0']));
      planned.push(node([...words, '--dry-run']));
      cold.push(node([...words, '--out', 'cold']));
      rmSync(join(folder, 'cold'), { recursive: true });
    }
    const { files, times } = await warm(id, rounds);
    const at = `${id}, ${files} files`;
    const what = 'spawn from a cold start, CPU';
    figures.push(
      { what, at, value: median(cold), unit: 'ms', atMost: 300 },
      { what: `${what}, lowest of ${rounds}`, at, value: Math.min(...cold), unit: 'ms' },
      { what: 'spawn --dry-run from a cold start, CPU', at, value: median(planned), unit: 'ms' },
      { what: 'rendered and hashed, warm', at, value: median(times), unit: 'ms', atMost: 50 },
    );
  }
  return [...figures, { what: 'node, to do nothing, CPU', at: '', value: median(nothing), unit: 'ms' }];
}

async function warm(language: string, rounds: number): Promise<{ files: number; times: number[] }> {
  const request = parseSpawnRequest({ name: 'my-service', owner: 'acme', language });
  const { length: files } = renderService(request, {});
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    times.push(await elapsed(() => treeId(renderService(request, {}))));
  }
  return { files, times };
}

/** What a process gets of the environment: nothing of the user's own settings. */
export const environment = (folder: string): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  HOME: folder,
});
