import type { AddCommand } from '../../add-command.ts';
import { leafCommand } from '../../leaf-command.ts';
import { BRANCH_OPTION, VERIFIER_KEY_OPTION } from '../../ledger-options.ts';
import type { TimestampLedgerOptions } from '../../ledger/timestamp-ledger.ts';
import { TSA_OPTION } from '../../timestamp-options.ts';

const EXAMPLES = ['ledger timestamp https://github.com/acme/my-service'];

export const timestampCommand: AddCommand = (ledger, terminal, run) => {
  leafCommand(
    ledger,
    'timestamp <repository>',
    'date the present checkpoint of a ledger: the first authority that answers gives a timestamp, which goes to the branch',
    EXAMPLES,
  )
    .option(...BRANCH_OPTION)
    .option(...VERIFIER_KEY_OPTION)
    .option(...TSA_OPTION)
    .action((repository: string, options: TimestampLedgerOptions) =>
      run(options, async () => {
        const { timestampLedger } = await import('../../ledger/timestamp-ledger.ts');
        return timestampLedger(terminal, repository, options);
      }),
    );
};
