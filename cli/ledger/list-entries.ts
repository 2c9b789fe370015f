import { toBase64 } from '../../core/common/bytes.ts';
import { succeeded } from '../../core/common/outcome.ts';
import { readLedger } from '../../core/remembrancer/ledger/index.ts';
import { columns } from '../columns.ts';
import { repositoryAddress } from '../repository.ts';
import type { CommandReport } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { withGitStore } from '../with-git-store.ts';

export interface LogOptions {
  readonly json?: true;
  readonly branch: string;
}

/** Lists the entries of a ledger, oldest first. */
export async function listEntries(
  terminal: Terminal,
  repository: string,
  options: LogOptions,
): Promise<CommandReport> {
  const address = repositoryAddress(repository, terminal);
  const ledger = await withGitStore(terminal, address, options.branch, (store) => readLedger(store));
  const { origin, size, root } = ledger.checkpoint;
  const entries = ledger.entries.map(({ index, receipt }) => {
    const { id, kind, component, version, time } = receipt;
    return { index, time, kind, component, version, operation: id };
  });
  return {
    outcome: succeeded(`${origin} has ${size} ${size === 1 ? 'entry' : 'entries'}, root ${toBase64(root)}.`, {
      origin,
      size,
      root: toBase64(root),
      commit: ledger.head,
      entries,
    }),
    lines: columns(entries.map(({ index, ...texts }) => [String(index), ...Object.values(texts)])),
  };
}
