import type { AddCommand } from '../../add-command.ts';
import { leafCommand } from '../../leaf-command.ts';
import type { LogOptions } from '../../ledger/list-entries.ts';
import { BRANCH_OPTION } from '../../ledger-options.ts';

const EXAMPLES = ['ledger log https://github.com/acme/my-service'];

export const logCommand: AddCommand = (ledger, terminal, run) => {
  leafCommand(
    ledger,
    'log <repository>',
    'list the entries of a ledger, checked against its checkpoint',
    EXAMPLES,
  )
    .option(...BRANCH_OPTION)
    .action((repository: string, options: LogOptions) =>
      run(options, async () => {
        const { listEntries } = await import('../../ledger/list-entries.ts');
        return listEntries(terminal, repository, options);
      }),
    );
};
