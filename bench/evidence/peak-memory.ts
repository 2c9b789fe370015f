import { spawnSync } from 'node:child_process';

/** Tells the most memory that the process had, in KiB, on file descriptor 3 when it ends. */
const TELL = `data:text/javascript,import { writeSync } from 'node:fs';
process.on('exit', () => writeSync(3, String(process.resourceUsage().maxRSS)));`;

/** The peak of the resident memory of `node` with these arguments, in MiB. Throws when it fails. */
export function peakMemory(argv: readonly string[], cwd: string): number {
  const { status, output } = spawnSync(process.execPath, ['--import', TELL, ...argv], {
    cwd,
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`node ${argv.join(' ')} ended with ${status}`);
  return Number(output[3]) / 1024;
}
