import { filterRecords, timeline } from '../../core/remembrancer/memory/index.ts';
import type { CommandReport } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { askLedgers } from './ask-ledgers.ts';
import { recordsOf } from './asked-ledger.ts';
import { filterOf } from './filter-of.ts';
import type { RecordsOptions } from './memory-options.ts';
import { recordsAnswer } from './records-answer.ts';

/** Shows records by their times, oldest first. */
export function showTimeline(terminal: Terminal, options: RecordsOptions): Promise<CommandReport> {
  const filter = filterOf(options);
  return askLedgers(terminal, options, (ledgers) =>
    recordsAnswer(timeline(filterRecords(recordsOf(ledgers), filter))),
  );
}
