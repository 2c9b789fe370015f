import { filterRecords, timeline } from '../../core/remembrancer/memory/index.ts';
import type { CommandReport } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { askMemory } from './ask-memory.ts';
import { filterOf } from './filter-of.ts';
import type { FilterOptions, MemoryOptions } from './memory-options.ts';
import { recordsAnswer } from './records-answer.ts';

/** Shows records by their times, oldest first. */
export function showTimeline(
  terminal: Terminal,
  options: MemoryOptions & FilterOptions,
): Promise<CommandReport> {
  const filter = filterOf(options);
  return askMemory(terminal, options, ({ records }) =>
    recordsAnswer(timeline(filterRecords(records, filter))),
  );
}
