import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { median, type Figure } from '../figure.ts';
import { makeFullRelease, makeSignedRelease } from './make-releases.ts';
import { runMeasured, type Run } from '../run-measured.ts';

/**
 * `vaultmesh verify` from a cold start, `rounds` times: each time a new process without a compile cache, beside one of
 * Node that does nothing. `program` is the built command; the releases go into `folder`.
 */
export async function benchVerify(program: string, folder: string, rounds: number): Promise<Figure[]> {
  writeFileSync(join(folder, 'signed'), 'the bytes of the release\n');
  const everyLayer = [program, ...(await makeFullRelease(folder))];
  const openpgpOnly = [program, ...(await makeSignedRelease(folder, 'signed'))];
  const cache = { NODE_COMPILE_CACHE: join(folder, 'compile-cache') };
  const node = (argv: readonly string[], env = {}): Run =>
    runMeasured([process.execPath, ...argv], { cwd: folder, env: { PATH: process.env['PATH'], ...env } });
  node(everyLayer, cache);
  const runs = Array.from({ length: rounds }, () => ({
    nothing: node(['--eval', '0']),
    openpgp: node(openpgpOnly),
    every: node(everyLayer),
    cached: node(everyLayer, cache),
  }));
  const times = (of: keyof (typeof runs)[number]): number[] => runs.map((run) => run[of].cpu);
  const what = 'verify from a cold start, CPU';
  const lowest = `lowest of ${rounds}`;
  return [
    { what, at: 'every layer', value: median(times('every')), unit: 'ms', atMost: 300 },
    { what, at: `every layer, ${lowest}`, value: Math.min(...times('every')), unit: 'ms' },
    { what, at: 'OpenPGP only', value: median(times('openpgp')), unit: 'ms', atMost: 300 },
    { what, at: `OpenPGP only, ${lowest}`, value: Math.min(...times('openpgp')), unit: 'ms' },
    {
      what: "verify with Node's compile cache, CPU",
      at: 'every layer',
      value: median(times('cached')),
      unit: 'ms',
    },
    { what: 'node, to do nothing, CPU', at: '', value: median(times('nothing')), unit: 'ms' },
  ];
}
