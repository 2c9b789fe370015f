import { toBase64 } from '../../core/common/bytes.ts';
import { counted } from '../../core/common/counted.ts';
import { succeeded } from '../../core/common/outcome.ts';
import { columns } from '../columns.ts';
import type { CommandReport } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { checkOutput, writeOutput } from '../write-output.ts';
import { type ReadOptions, withLedger } from './open-ledger.ts';

export interface RootOptions extends ReadOptions {
  readonly out?: string;
}

/** Shows the checkpoint of a ledger, and keeps it in a file for a later comparison. */
export async function showRoot(
  terminal: Terminal,
  repository: string,
  options: RootOptions,
): Promise<CommandReport> {
  const { out, vkey } = options;
  if (out !== undefined) await checkOutput(terminal, { path: out, option: '--out' });
  const ledger = await withLedger(terminal, repository, options, (_, head) => Promise.resolve(head));
  const { note, head, verifier } = ledger;
  const { origin, size, root } = ledger.checkpoint;
  if (out !== undefined) await writeOutput(terminal, { path: out, option: '--out' }, note);
  const rows = [
    ['root', toBase64(root)],
    ['commit', head],
    ['log key', verifier.verifierKey],
    ...(vkey === undefined
      ? [['', 'named by the branch itself: compare it with a copy from elsewhere']]
      : []),
    ...(out === undefined ? [] : [['checkpoint', out]]),
  ];
  return {
    outcome: succeeded(`${origin} has ${counted(size, 'entry', 'entries')}.`, {
      origin,
      size,
      root: toBase64(root),
      commit: head,
      verifierKey: verifier.verifierKey,
      checkpoint: note,
    }),
    lines: columns(rows),
  };
}
