import { Option } from 'commander';

import { commaSeparated } from '../../adr/comma-separated.ts';
import { addNameOptions } from '../../adr/name-options.ts';
import type { NewOptions } from '../../adr/write-new-decision.ts';
import type { AddCommand } from '../../add-command.ts';
import { leafCommand } from '../../leaf-command.ts';

const EXAMPLES = [
  'adr new "Use MySQL for orders"',
  'adr new "Use PostgreSQL for orders" --tags database,orders --affects "src/orders/**" --decision-makers ada --confidence high',
  'adr new "Keep orders in files" --tags orders',
  'adr new "Use PostgreSQL 18" --amends use-postgresql-for-orders --review-by 2030-01-01',
];

export const adrNewCommand: AddCommand = (adr, terminal, run) => {
  const command = leafCommand(adr, 'new', 'write the draft of a decision, in MADR 4', EXAMPLES).argument(
    '<title>',
    'what is decided, in one line',
  );
  addNameOptions(command)
    .option('--tags <tag...>', 'words to find it by, with blanks or commas between them', commaSeparated, [])
    .option(
      '--affects <glob...>',
      'paths of the repository, with *, ** and ?, and blanks or commas between them',
      commaSeparated,
      [],
    )
    .option('--supersedes <decision...>', 'decisions that it takes the place of once it is accepted', [])
    .option('--amends <decision...>', 'decisions that it changes', [])
    .option('--relates-to <decision...>', 'decisions to read beside it', [])
    .option('--decision-makers <name...>', 'who decides, separated in the same way', commaSeparated, [])
    .option('--consulted <name...>', 'who was asked, separated in the same way', commaSeparated, [])
    .option('--informed <name...>', 'who is told, separated in the same way', commaSeparated, [])
    .option('--summary <text>', 'the decision in a sentence')
    .option('--review-by <day>', 'when to look at it again, YYYY-MM-DD')
    .addOption(new Option('--confidence <confidence>', 'how sure it is').choices(['low', 'medium', 'high']))
    .action((title: string, options: NewOptions) =>
      run(options, async () => {
        const { writeNewDecision } = await import('../../adr/write-new-decision.ts');
        return writeNewDecision(terminal, title, options);
      }),
    );
};
