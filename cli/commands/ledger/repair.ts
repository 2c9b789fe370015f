import type { AddCommand } from '../../add-command.ts';
import { leafCommand } from '../../leaf-command.ts';
import { BRANCH_OPTION, VERIFIER_KEY_OPTION } from '../../ledger-options.ts';
import type { RepairCommandOptions } from '../../ledger/repair-ledger.ts';

const EXAMPLES = ['ledger repair https://github.com/acme/my-service'];

export const repairCommand: AddCommand = (ledger, terminal, run) => {
  leafCommand(
    ledger,
    'repair <repository>',
    'restore the log of the last good checkpoint, by one commit and without any key',
    EXAMPLES,
  )
    .option(...BRANCH_OPTION)
    .option(...VERIFIER_KEY_OPTION)
    .action((repository: string, options: RepairCommandOptions) =>
      run(options, async () => {
        const { repairLedger } = await import('../../ledger/repair-ledger.ts');
        return repairLedger(terminal, repository, options);
      }),
    );
};
