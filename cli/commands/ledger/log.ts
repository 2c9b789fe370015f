import type { AddCommand } from '../../add-command.ts';
import { leafCommand } from '../../leaf-command.ts';
import type { LogOptions } from '../../ledger/list-entries.ts';
import { BRANCH_OPTION, VERIFIER_KEY_OPTION } from '../../ledger-options.ts';

const EXAMPLES = [
  'ledger log https://github.com/acme/my-service',
  'ledger log https://github.com/acme/my-service --from 100 --limit 50',
];

export const logCommand: AddCommand = (ledger, terminal, run) => {
  leafCommand(
    ledger,
    'log <repository>',
    'list the newest entries of a ledger, each proven against its checkpoint',
    EXAMPLES,
  )
    .option('--limit <count>', 'how many entries to list', '20')
    .option('--all', 'list all entries')
    .option('--from <index>', 'list from this entry on, oldest first, and not the newest')
    .option(...BRANCH_OPTION)
    .option(...VERIFIER_KEY_OPTION)
    .action((repository: string, options: LogOptions) =>
      run(options, async () => {
        const { listEntries } = await import('../../ledger/list-entries.ts');
        return listEntries(terminal, repository, options);
      }),
    );
};
