import type { AddCommand } from '../../add-command.ts';
import { leafCommand } from '../../leaf-command.ts';
import { BRANCH_OPTION } from '../../ledger-options.ts';
import type { RedactOptions } from '../../ledger/redact-records.ts';

const EXAMPLES = ['ledger redact https://github.com/acme/my-service 1'];

export const redactCommand: AddCommand = (ledger, terminal, run) => {
  leafCommand(
    ledger,
    'redact <repository> <index...>',
    'remove the names of people from records; every receipt and proof stays valid',
    EXAMPLES,
  )
    .option(...BRANCH_OPTION)
    .action((repository: string, indices: string[], options: RedactOptions) =>
      run(options, async () => {
        const { redactRecords } = await import('../../ledger/redact-records.ts');
        return redactRecords(terminal, repository, indices, options);
      }),
    );
};
