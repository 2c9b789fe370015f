import type { AddCommand } from '../../add-command.ts';
import { leafCommand } from '../../leaf-command.ts';
import { BRANCH_OPTION, VERIFIER_KEY_OPTION } from '../../ledger-options.ts';
import type { SucceedOptions } from '../../ledger/succeed-ledger.ts';

const EXAMPLES = [
  'ledger succeed https://github.com/acme/my-service --from ledger --branch ledger-2 --new-key second.key',
];

export const succeedCommand: AddCommand = (ledger, terminal, run) => {
  leafCommand(
    ledger,
    'succeed <repository>',
    'begin the ledger after one whose key was lost, with the end of the old one as its first entry',
    EXAMPLES,
  )
    .option(...BRANCH_OPTION)
    .requiredOption('--from <branch>', 'branch of the old ledger, which stays as it is')
    .requiredOption('--new-key <file>', "where the new ledger's key is; made when it does not exist")
    .option(...VERIFIER_KEY_OPTION)
    .action((repository: string, options: SucceedOptions) =>
      run(options, async () => {
        const { succeed } = await import('../../ledger/succeed-ledger.ts');
        return succeed(terminal, repository, options);
      }),
    );
};
