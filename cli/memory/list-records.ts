import { filterRecords } from '../../core/remembrancer/memory/index.ts';
import type { CommandReport } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { askLedgers } from './ask-ledgers.ts';
import { recordsOf } from './asked-ledger.ts';
import { filterOf } from './filter-of.ts';
import type { RecordsOptions } from './memory-options.ts';
import { recordsAnswer } from './records-answer.ts';

/** What can be listed, and the kind of record that it is; `all` is every kind. */
export const LISTS = {
  deployments: 'deployment',
  releases: 'release',
  decisions: 'decision',
  incidents: 'incident',
  discoveries: 'discovery',
  all: undefined,
} as const;

/** Lists records of one kind, or all, in the order of the log, one ledger after another. */
export function listRecords(
  terminal: Terminal,
  what: keyof typeof LISTS,
  options: RecordsOptions,
): Promise<CommandReport> {
  const kind = LISTS[what];
  const filter = filterOf(kind === undefined ? options : { ...options, kind });
  return askLedgers(terminal, options, (ledgers) => recordsAnswer(filterRecords(recordsOf(ledgers), filter)));
}
