import { parseTrustFile, type TrustFile } from '../core/remembrancer/trust/index.ts';
import { readText } from './read-text.ts';
import type { Terminal } from './terminal.ts';

/** The trust file at `path`. Throws `not-found` with how to make one, and `usage` for one that cannot be read. */
export async function readTrustFile(terminal: Terminal, path: string): Promise<TrustFile> {
  const remedy = 'make one with "vaultmesh trust init", or give --trust';
  return parseTrustFile(await readText(terminal, path, 'trust file', remedy), path);
}
