import { basename, dirname, resolve } from 'node:path';

import { fromUtf8 } from '../../core/common/bytes.ts';
import { gitInFolder } from '../adr/git-in-folder.ts';
import type { Terminal } from '../terminal.ts';

/** Where a decision stands. */
export interface DecisionPlace {
  readonly folder: string;
  /** In its repository. */
  readonly path: string;
  readonly isInCheckout: boolean;
}

/** The place of a file: as its checkout has it and, of a file in none, `docs/adr`, where decisions stand. */
export async function decisionPlace(terminal: Terminal, file: string): Promise<DecisionPlace> {
  const folder = dirname(resolve(terminal.directory, file));
  const prefix = await gitInFolder(terminal, folder)(['rev-parse', '--show-prefix']);
  const inside = prefix === undefined ? 'docs/adr/' : fromUtf8(prefix).replace(/\n$/, '');
  return { folder, path: `${inside}${basename(file)}`, isInCheckout: prefix !== undefined };
}
