import type { AddCommand } from '../../add-command.ts';
import { leafCommand } from '../../leaf-command.ts';
import type { AppendOptions } from '../../ledger/append-to-ledger.ts';
import { BRANCH_OPTION } from '../../ledger-options.ts';
import { LOG_KEY } from '../../log-key-option.ts';

const EXAMPLES = ['ledger append https://github.com/acme/my-service receipt.json --log-key log.key'];

export const appendCommand: AddCommand = (ledger, terminal, run) => {
  leafCommand(
    ledger,
    'append <repository> <record...>',
    'append records made elsewhere: receipts, or folders of receipt.json and its evidence',
    EXAMPLES,
  )
    .option(...BRANCH_OPTION)
    .option(LOG_KEY.flags, LOG_KEY.description)
    .option('--out <directory>', 'where to write the tlog-proof of each entry')
    .action((repository: string, records: string[], options: AppendOptions) =>
      run(options, async () => {
        const { appendToLedger } = await import('../../ledger/append-to-ledger.ts');
        return appendToLedger(terminal, repository, records, options);
      }),
    );
};
