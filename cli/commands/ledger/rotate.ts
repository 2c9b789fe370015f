import type { AddCommand } from '../../add-command.ts';
import { leafCommand } from '../../leaf-command.ts';
import { BRANCH_OPTION } from '../../ledger-options.ts';
import type { RotateOptions } from '../../ledger/rotate-key.ts';
import { LOG_KEY } from '../../log-key-option.ts';

const EXAMPLES = ['ledger rotate https://github.com/acme/my-service --log-key log.key --new-key new.key'];

export const rotateCommand: AddCommand = (ledger, terminal, run) => {
  leafCommand(
    ledger,
    'rotate <repository>',
    'begin to replace the key of a ledger: both keys sign until it is retired',
    EXAMPLES,
  )
    .option(...BRANCH_OPTION)
    .option(LOG_KEY.flags, LOG_KEY.description)
    .requiredOption(
      '--new-key <file>',
      'where the new key is, with the present one below it; made when it does not exist',
    )
    .action((repository: string, options: RotateOptions) =>
      run(options, async () => {
        const { rotateKey } = await import('../../ledger/rotate-key.ts');
        return rotateKey(terminal, repository, options);
      }),
    );
};
