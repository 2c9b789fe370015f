import { printable } from '../../core/common/printable.ts';
import { succeeded } from '../../core/common/outcome.ts';
import {
  findEntries,
  findLateEvidence,
  type LedgerEntry,
  peoplePath,
} from '../../core/remembrancer/ledger/index.ts';
import { checkPeople, type PeopleVerdict } from '../../core/remembrancer/receipt/index.ts';
import { columns } from '../columns.ts';
import type { CommandReport } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { type FindOptions, withLedger } from './open-ledger.ts';

/** Shows what a ledger has of an entry, an operation or an artifact, and evidence that came later, proven against its checkpoint. */
export async function showEntries(
  terminal: Terminal,
  repository: string,
  wanted: string,
  options: FindOptions,
): Promise<CommandReport> {
  return withLedger(terminal, repository, options, async (store, ledger) => {
    const { origin, size } = ledger.checkpoint;
    const found = await findEntries(store, ledger, wanted, options);
    const { files } = await store.read(
      found.filter(({ receipt }) => receipt.people !== undefined).map(({ index }) => peoplePath(index)),
      ledger.head,
    );
    const entries: ShownEntry[] = [];
    for (const entry of found) {
      const people = checkPeople(entry.receipt, files.get(peoplePath(entry.index)));
      entries.push({ ...entry, people, later: await findLateEvidence(store, ledger, entry, options) });
    }
    const which = entries.length === 1 ? `Entry ${entries[0]?.index ?? ''}` : `${entries.length} entries`;
    return {
      outcome: succeeded(`${which} of ${size} in ${origin}, proven against the checkpoint.`, {
        origin,
        size,
        entries: entries.map(({ index, receipt, receiptPath, entry, people, later }) => ({
          index,
          entry,
          receipt,
          receiptPath,
          people,
          lateEvidence: later.map((late) => ({
            index: late.index,
            receipt: late.receipt,
            receiptPath: late.receiptPath,
          })),
        })),
      }),
      lines: entries.flatMap((entry, i) => [...(i > 0 ? [''] : []), ...describe(entry)]),
    };
  });
}

interface ShownEntry extends LedgerEntry {
  readonly people: PeopleVerdict;
  /** The entries with evidence that came later. */
  readonly later: readonly LedgerEntry[];
}

function describe({ index, receipt, receiptPath, people, later }: ShownEntry): string[] {
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
    ...rowsOf(people),
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

/** Names are no part of the entry: they stand beside it, and it holds without them. */
function rowsOf(people: PeopleVerdict): [string, string][] {
  switch (people.status) {
    case 'valid':
      return people.people.map(({ role, login, name }) => [
        'person',
        `${role} ${[login, name].filter((text) => text !== undefined).join(', ')}`,
      ]);
    case 'redacted':
      return [['people', 'redacted: their names were removed, which takes nothing from the receipt']];
    case 'invalid':
      return [['people', 'not those that the receipt commits to: the file beside it was changed']];
    case 'absent':
      return [];
  }
}
