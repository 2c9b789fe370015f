import { commaSeparated } from '../adr/comma-separated.ts';
import type { AddCommand } from '../add-command.ts';
import type { CovenantOptions } from '../covenant/covenant-options.ts';
import { leafCommand } from '../leaf-command.ts';
import { BRANCH_OPTION } from '../ledger-options.ts';
import { covenantInstallHookCommand } from './covenant/install-hook.ts';
import { covenantRebuildCommand } from './covenant/rebuild.ts';

const EXAMPLES = [
  'covenant',
  'covenant --base origin/main',
  'covenant --fix',
  'covenant --rule VM-II-01,VM-II-02 --sarif covenant.sarif',
  'covenant --explain VM-II-01',
];

/** Without a default, which the help would show. */
const withCommas = (value: string, before?: readonly string[]): readonly string[] =>
  commaSeparated(value, before ?? []);

export const covenantCommand: AddCommand = (program, terminal, run) => {
  const command = leafCommand(
    program,
    'covenant',
    'hold a repository against the covenant; ends with 9 when an enforced rule is broken',
    EXAMPLES,
  )
    .argument('[path]', 'folder of the repository; of a folder within it, what is found below it', '.')
    .option('--base <revision>', 'look at the change since the branch left this, by its configuration')
    .option(
      '--revision <revision>',
      'look at this commit; by default at the files on disk that git does not ignore',
    )
    .option('--staged', 'look at what would be committed, with the fast rules (for a pre-commit hook)')
    .option('--fast', 'only the rules that look at one file at a time')
    .option('--rule <ids>', 'only these rules, separated by commas', withCommas)
    .option('--fix', 'change the files where a rule knows how')
    .option(...BRANCH_OPTION)
    .option('--witnessed <file>', 'a checkpoint that was seen of the ledger, such as a pin of "ledger audit"')
    .option('--peers', 'ask the ledgers of peers over the network')
    .option('--sarif <file>', 'write the result as SARIF 2.1.0, for code scanning')
    .option('--summary <file>', 'write it as Markdown')
    .option('--badge <file>', 'write it as JSON for a badge of shields.io; of everything, by all rules')
    .option('--rules', 'list the rules, with the levels that they have by themselves')
    .option('--explain <id>', 'print the page of a rule: why, examples, how to fix it, how to except it')
    .action((path: string, options: CovenantOptions) =>
      run(options, async () => {
        if (options.explain !== undefined) {
          const { explain } = await import('../covenant/explain.ts');
          return explain(options.explain);
        }
        if (options.rules === true) {
          const { listRules } = await import('../covenant/list-rules.ts');
          return listRules();
        }
        const { checkRepository } = await import('../covenant/check-repository.ts');
        return checkRepository(terminal, path, options);
      }),
    );
  covenantRebuildCommand(command, terminal, run);
  covenantInstallHookCommand(command, terminal, run);
};
