import { counted } from '../../core/common/counted.ts';
import { VaultMeshError } from '../../core/common/error.ts';
import { toBase64 } from '../../core/common/bytes.ts';
import { parseIndex } from '../../core/common/decimal.ts';
import { succeeded } from '../../core/common/outcome.ts';
import { type LedgerEntry, readEntries } from '../../core/remembrancer/ledger/index.ts';
import { columns } from '../columns.ts';
import type { CommandReport } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { type ReadOptions, withLedger } from './open-ledger.ts';

export interface LogOptions extends ReadOptions {
  readonly limit: string;
  readonly all?: true;
  readonly from?: string;
}

/** Lists entries of a ledger: the newest, newest first, or those that follow `from`, oldest first. */
export async function listEntries(
  terminal: Terminal,
  repository: string,
  options: LogOptions,
): Promise<CommandReport> {
  const limit = options.all ? Infinity : numberIn('--limit', options.limit);
  const from = options.from === undefined ? undefined : numberIn('--from', options.from);
  return withLedger(terminal, repository, options, async (store, ledger) => {
    const { origin, size, root } = ledger.checkpoint;
    const range =
      from === undefined
        ? { from: Math.max(0, size - limit), newestFirst: true }
        : { from, to: from + limit };
    const entries: ListedEntry[] = [];
    for await (const chunk of readEntries(store, ledger, range)) entries.push(...chunk.map(listed));
    const total = counted(size, 'entry', 'entries');
    const shown = entries.length < size ? `; ${entries.length} of them shown` : '';
    return {
      outcome: succeeded(`${origin} has ${total}, root ${toBase64(root)}${shown}.`, {
        origin,
        size,
        root: toBase64(root),
        commit: ledger.head,
        entries,
      }),
      lines: columns(entries.map(({ index, ...texts }) => [String(index), ...Object.values(texts)])),
    };
  });
}

type ListedEntry = ReturnType<typeof listed>;

const listed = ({ index, receipt: { time, kind, component, version, id } }: LedgerEntry) => ({
  index,
  time,
  kind,
  component,
  version,
  operation: id,
});

function numberIn(option: string, text: string): number {
  const number = parseIndex(text);
  if (number !== undefined) return number;
  throw new VaultMeshError('usage', `${option} takes a whole number, not "${text}".`);
}
