import { parseIndex } from '../../core/common/decimal.ts';
import { VaultMeshError } from '../../core/common/error.ts';
import { ask, askable, readDecisionTexts } from '../../core/remembrancer/memory/index.ts';
import { repositoryAddress } from '../repository.ts';
import type { CommandReport } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { askMemory } from './ask-memory.ts';
import { filterOf } from './filter-of.ts';
import { gitDecisionTexts } from './git-decision-texts.ts';
import type { FilterOptions, MemoryOptions } from './memory-options.ts';
import { queryAnswer } from './query-answer.ts';

export interface QueryOptions extends MemoryOptions, FilterOptions {
  readonly limit: string;
}

/** Answers a question from what a ledger remembers: what to quote, of which record, and what proves that it is there. */
export function queryMemory(terminal: Terminal, text: string, options: QueryOptions): Promise<CommandReport> {
  const question = { text, filter: filterOf(options), limit: limitIn(options.limit) };
  const source = gitDecisionTexts(terminal, repositoryAddress(options.repository, terminal));
  return askMemory(terminal, options, async (memory) => {
    const texts = await readDecisionTexts(source, memory.records);
    return queryAnswer(ask(askable([memory], texts), question), () => options);
  });
}

function limitIn(text: string): number {
  const limit = parseIndex(text);
  if (limit !== undefined && limit > 0) return limit;
  throw new VaultMeshError('usage', `--limit takes a number of records from 1 on, not "${text}".`);
}
