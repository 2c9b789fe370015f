import { readFile } from 'node:fs/promises';

import { VaultMeshError } from '../../core/common/error.ts';
import { RULES } from '../../core/remembrancer/covenant/index.ts';

/** Two levels above the source, and above what `npm run build` makes of it. */
const FOLDER = new URL('../../docs/covenant/', import.meta.url);

/**
 * The page of the rule `id` as Markdown: why, examples, how to fix it and how to except it. Throws `usage` for what is no
 * rule, `internal` when the installation is not whole.
 */
export async function rulePage(id: string): Promise<string> {
  const rule = RULES.find((each) => each.id === id.toUpperCase());
  if (rule === undefined) {
    throw new VaultMeshError('usage', `There is no rule ${id}. "vaultmesh covenant --rules" lists them.`);
  }
  try {
    return await readFile(new URL(`${rule.id}.md`, FOLDER), 'utf8');
  } catch (cause) {
    const message = `The page of ${rule.id} is missing from this installation. Install it again.`;
    throw new VaultMeshError('internal', message, { cause });
  }
}
