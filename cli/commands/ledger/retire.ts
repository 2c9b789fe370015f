import type { AddCommand } from '../../add-command.ts';
import { leafCommand } from '../../leaf-command.ts';
import { BRANCH_OPTION } from '../../ledger-options.ts';
import type { RetireOptions } from '../../ledger/retire-key.ts';
import { LOG_KEY } from '../../log-key-option.ts';

const EXAMPLES = ['ledger retire https://github.com/acme/my-service --log-key new.key'];

export const retireCommand: AddCommand = (ledger, terminal, run) => {
  leafCommand(
    ledger,
    'retire <repository>',
    'end the replacement of the key of a ledger: the previous key signs no more',
    EXAMPLES,
  )
    .option(...BRANCH_OPTION)
    .option(LOG_KEY.flags, `${LOG_KEY.description}, the new key and the previous one below it`)
    .action((repository: string, options: RetireOptions) =>
      run(options, async () => {
        const { retireKey } = await import('../../ledger/retire-key.ts');
        return retireKey(terminal, repository, options);
      }),
    );
};
