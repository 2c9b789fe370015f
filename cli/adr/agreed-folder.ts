import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { CONFIG_PATH, parseCovenantConfig, RULES } from '../../core/remembrancer/covenant/index.ts';
import type { Terminal } from '../terminal.ts';
import { gitInFolder } from './git-in-folder.ts';

/**
 * The folder of decisions as the rules of the covenant take it: from the configuration of the repository, and of a change
 * from that of `base`. Throws `usage` for a configuration that is not valid.
 */
export async function agreedFolder(terminal: Terminal, base: string | undefined): Promise<string> {
  const text =
    base === undefined
      ? await readFile(join(terminal.directory, CONFIG_PATH), 'utf8').catch(() => undefined)
      : await gitInFolder(terminal, terminal.directory)(['cat-file', 'blob', `${base}:./${CONFIG_PATH}`]);
  return parseCovenantConfig(text?.toString(), new Set(RULES.map(({ id }) => id))).decisions;
}
