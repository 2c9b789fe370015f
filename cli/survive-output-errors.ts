import { EXIT_CODES } from '../core/common/error.ts';
import { fileErrorReason } from '../core/common/cannot-write.ts';

/**
 * What is read no further (`| head -1`) is written no further, and that is no failure. Output that is lost in any other
 * way, such as on a full disk, is told in a line, and the process ends as having failed.
 */
export function surviveOutputErrors(process: NodeJS.Process): void {
  const told = new Set<string>();
  for (const [stream, name] of [
    [process.stdout, 'standard output'],
    [process.stderr, 'standard error'],
  ] as const) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE' || told.has(name)) return;
      told.add(name);
      process.once('exit', () => {
        process.exitCode = EXIT_CODES.internal;
      });
      if (stream !== process.stderr) {
        process.stderr.write(`vaultmesh: ${name} cannot be written (${fileErrorReason(error)}).\n`);
      }
    });
  }
}
