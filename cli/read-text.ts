import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

import { VaultMeshError } from '../core/common/error.ts';
import type { Terminal } from './terminal.ts';

/** The text of a file that a command was given; `remedy` says where one gets it. Throws `not-found`. */
export async function readText(
  terminal: Terminal,
  path: string,
  what: string,
  remedy: string,
): Promise<string> {
  try {
    return await readFile(resolve(terminal.directory, path), 'utf8');
  } catch (cause) {
    throw new VaultMeshError('not-found', `The ${what} ${path} cannot be read; ${remedy}.`, { cause });
  }
}
