import { readText } from '../read-text.ts';
import type { Terminal } from '../terminal.ts';

/** The checkpoint in the file that `--witnessed` names. Throws `not-found`. */
export async function witnessedCheckpoint(
  terminal: Terminal,
  path: string | undefined,
): Promise<string | undefined> {
  if (path === undefined) return undefined;
  return readText(
    terminal,
    path,
    'checkpoint',
    'it is what "vaultmesh ledger audit OWNER/REPO --pin FILE" keeps',
  );
}
