import { VaultMeshError } from '../../core/common/error.ts';
import type { Terminal } from '../terminal.ts';

/** Shows what is to be believed and asks. Throws `usage` when nobody is there to answer, `not-permitted` for a no. */
export async function confirm(terminal: Terminal, lines: readonly string[]): Promise<void> {
  for (const line of lines) terminal.tell(line);
  if (!terminal.interactive) {
    throw new VaultMeshError(
      'usage',
      'No trust file was written, for there is no terminal to confirm on. Compare these fingerprints with what you saw in a second place; if they are the same, run it again with --yes.',
    );
  }
  const answer = await terminal.ask('Did you see these in a second place, and are they the same? [y/N] ');
  if (!/^y(es)?$/i.test(answer.trim())) {
    throw new VaultMeshError('not-permitted', 'Not confirmed; no trust file was written.');
  }
}
