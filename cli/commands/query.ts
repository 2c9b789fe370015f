import type { AddCommand } from '../add-command.ts';
import { leafCommand } from '../leaf-command.ts';
import { TEXT_FORMATS } from '../memory/formats.ts';
import { addFilterOptions, addAskOptions, kindOption } from '../memory/memory-options.ts';
import type { QueryOptions } from '../memory/query-memory.ts';

const EXAMPLES = [
  'query "why was the disk full?" --repository https://github.com/acme/my-service',
  'query incident:2026-11-19 --repository https://github.com/acme/my-service --format json',
];

export const queryCommand: AddCommand = (program, terminal, run) => {
  const command = leafCommand(
    program,
    'query <text...>',
    'answer a question from what a ledger remembers, with a quotation and its proof (exit code 3: nothing found)',
    EXAMPLES,
  );
  addFilterOptions(
    addAskOptions(command, TEXT_FORMATS)
      .addOption(kindOption())
      .option('--limit <count>', 'the most records to answer with', '5')
      .option(
        '--vectors <file>',
        'order what is found by word vectors too: a local file in the text format of GloVe or word2vec',
      ),
  ).action((words: readonly string[], options: QueryOptions) =>
    run(options, async () => {
      const { queryMemory } = await import('../memory/query-memory.ts');
      return queryMemory(terminal, words.join(' '), options);
    }),
  );
};
