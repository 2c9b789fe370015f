import { printable } from '../../core/common/printable.ts';
import { succeeded } from '../../core/common/outcome.ts';
import { findEntries, findLateEvidence, type LedgerEntry } from '../../core/remembrancer/ledger/index.ts';
import { columns } from '../columns.ts';
import type { CommandReport } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { type ReadOptions, withLedger } from './open-ledger.ts';

/** Shows what a ledger has of an entry, an operation or an artifact, and evidence that came later, proven against its checkpoint. */
export async function showEntries(
  terminal: Terminal,
  repository: string,
  wanted: string,
  options: ReadOptions,
): Promise<CommandReport> {
  return withLedger(terminal, repository, options, async (store, ledger) => {
    const { origin, size } = ledger.checkpoint;
    const found = await findEntries(store, ledger, wanted);
    const entries: (LedgerEntry & { later: readonly LedgerEntry[] })[] = [];
    for (const entry of found) {
      entries.push({ ...entry, later: await findLateEvidence(store, ledger, entry) });
    }
    const which = entries.length === 1 ? `Entry ${entries[0]?.index ?? ''}` : `${entries.length} entries`;
    return {
      outcome: succeeded(`${which} of ${size} in ${origin}, proven against the checkpoint.`, {
        origin,
        size,
        entries: entries.map(({ index, receipt, receiptPath, entry, later }) => ({
          index,
          entry,
          receipt,
          receiptPath,
          lateEvidence: later.map((late) => ({
            index: late.index,
            receipt: late.receipt,
            receiptPath: late.receiptPath,
          })),
        })),
      }),
      lines: entries.flatMap((entry, i) => [...(i > 0 ? [''] : []), ...describe(entry, entry.later)]),
    };
  });
}

function describe({ index, receipt, receiptPath }: LedgerEntry, later: readonly LedgerEntry[]): string[] {
  const { id, kind, component, version, time, subjects, source, context } = receipt;
  const rows: [string, string][] = [
    ['entry', String(index)],
    ['operation', id],
    ['kind', kind],
    ['component', component],
    ['version', version],
    ['time', time],
    ...subjects.map(({ name, sha256 }): [string, string] => ['subject', `${sha256} ${name}`]),
    ...Object.entries<string>({ ...source, ...context }),
    ...receipt.evidence.map(({ layer, n, sha256 }): [string, string] => [
      'evidence',
      `${sha256} ${layer}-${n}`,
    ]),
    ...receipt.missing.map(({ layer, detail }): [string, string] => ['missing', `${layer}: ${detail}`]),
    ...(receipt.links ?? []).map(({ rel, target }): [string, string] => [rel, target]),
    ...later.flatMap((late) =>
      late.receipt.evidence.map(({ layer, n, sha256 }): [string, string] => [
        'late evidence',
        `${sha256} ${layer}-${n} of entry ${late.index}, ${late.receipt.time}`,
      ]),
    ),
    ['receipt', receiptPath],
  ];
  return columns(rows.map((row) => row.map(printable)));
}
