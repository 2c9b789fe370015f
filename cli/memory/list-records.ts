import { filterRecords } from '../../core/remembrancer/memory/index.ts';
import type { CommandReport } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { askMemory } from './ask-memory.ts';
import { filterOf } from './filter-of.ts';
import type { FilterOptions, MemoryOptions } from './memory-options.ts';
import { recordsAnswer } from './records-answer.ts';

/** What can be listed, and the kind of record that it is; `all` is every kind. */
export const LISTS = {
  deployments: 'deployment',
  releases: 'release',
  decisions: 'decision',
  all: undefined,
} as const;

/** Lists records of one kind, or all, in the order of the log. */
export function listRecords(
  terminal: Terminal,
  what: keyof typeof LISTS,
  options: MemoryOptions & FilterOptions,
): Promise<CommandReport> {
  const kind = LISTS[what];
  const filter = filterOf(kind === undefined ? options : { ...options, kind });
  return askMemory(terminal, options, ({ records }) => recordsAnswer(filterRecords(records, filter)));
}
