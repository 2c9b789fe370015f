import { parseIndex } from '../../core/common/decimal.ts';
import { VaultMeshError } from '../../core/common/error.ts';
import { mapAtMost } from '../../core/common/map-at-most.ts';
import { ask, askable, likenessBy, readDecisionTexts } from '../../core/remembrancer/memory/index.ts';
import type { CommandReport } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { askLedgers } from './ask-ledgers.ts';
import { filterOf } from './filter-of.ts';
import type { FilterOptions, AskOptions } from './memory-options.ts';
import { queryAnswer } from './query-answer.ts';
import { refuseEmptyQuestion } from './refuse-empty-question.ts';
import { wordModel } from './word-model.ts';

/** The ledgers whose texts are read at once. */
const AT_ONCE = 8;

export interface QueryOptions extends AskOptions, FilterOptions {
  readonly limit: string;
  /** A file of word vectors. */
  readonly vectors?: string;
}

/**
 * Answers a question from what a ledger remembers: what to quote, of which record, and what proves that it is there. Throws
 * `usage` for a question that asks for nothing.
 */
export async function queryMemory(
  terminal: Terminal,
  text: string,
  options: QueryOptions,
): Promise<CommandReport> {
  refuseEmptyQuestion(text);
  const question = { text, filter: filterOf(options), limit: limitIn(options.limit) };
  return askLedgers(terminal, options, async (ledgers) => {
    const read = await mapAtMost(AT_ONCE, ledgers, ({ texts, memory }) =>
      readDecisionTexts(texts, memory.records),
    );
    const texts = new Map(read.flatMap((each) => [...each]));
    const memories = ledgers.map(({ memory }) => memory);
    const asked = askable(memories, texts);
    const likeness =
      options.vectors === undefined
        ? undefined
        : await likenessBy(wordModel(terminal, options.vectors), asked, text);
    const answer = ask(asked, { ...question, ...(likeness !== undefined && { likeness }) });
    return queryAnswer(answer, (answering) => {
      const repository = ledgers.find(({ memory }) => memory === answering)?.repository;
      return { repository: repository ?? options.repository ?? '', branch: options.branch };
    });
  });
}

function limitIn(text: string): number {
  const limit = parseIndex(text);
  if (limit !== undefined && limit > 0) return limit;
  throw new VaultMeshError('usage', `--limit takes a number of records from 1 on, not "${text}".`);
}
