import { basename } from 'node:path';

import { parseProof, type Proof } from '../core/remembrancer/proof/index.ts';
import { readText } from './read-text.ts';
import type { Terminal } from './terminal.ts';

/** The proof at `path`. Throws `not-found` with where one gets it, and `usage` for one that cannot be read. */
export async function readProof(terminal: Terminal, path: string): Promise<Proof> {
  const remedy = 'it is an asset of the release; download it, or check the path';
  return parseProof(await readText(terminal, path, 'proof', remedy), basename(path));
}
