import type { AddCommand } from '../../add-command.ts';
import { leafCommand } from '../../leaf-command.ts';
import type { InitOptions } from '../../ledger/init-ledger.ts';
import { BRANCH_OPTION } from '../../ledger-options.ts';
import { LOG_KEY } from '../../log-key-option.ts';

const EXAMPLES = [
  'ledger init https://github.com/acme/my-service --log-key log.key',
  'ledger init my-service --name github.com/acme/my-service --log-key my-service.key',
];

export const initCommand: AddCommand = (ledger, terminal, run) => {
  leafCommand(
    ledger,
    'init <repository>',
    'make the ledger branch and, when there is none yet, its key',
    EXAMPLES,
  )
    .option(...BRANCH_OPTION)
    .option('--name <origin>', 'name of the log; by default <host>/<owner>/<repository> of the address')
    .option('--witness <vkey...>', 'verifier keys of witnesses to name in the policy', [])
    .option(LOG_KEY.flags, `${LOG_KEY.description}; made when the file does not exist`)
    .action((repository: string, options: InitOptions) =>
      run(options, async () => {
        const { initLedger } = await import('../../ledger/init-ledger.ts');
        return initLedger(terminal, repository, options);
      }),
    );
};
