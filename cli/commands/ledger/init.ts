import { Option } from 'commander';

import type { AddCommand } from '../../add-command.ts';
import { leafCommand } from '../../leaf-command.ts';
import type { InitOptions } from '../../ledger/init-ledger.ts';
import { BRANCH_OPTION } from '../../ledger-options.ts';
import { LOG_KEY } from '../../log-key-option.ts';

const EXAMPLES = [
  'ledger init https://github.com/acme/my-service --log-key log.key',
  'ledger init https://github.com/acme/my-service --environment-secret',
  'ledger init my-service --name github.com/acme/my-service --log-key my-service.key',
];

const ABOUT_TOKENS = `
The secret and the ruleset take a token of an administrator in GH_TOKEN or GITHUB_TOKEN, for github.com or the
server in GITHUB_SERVER_URL; it is sent nowhere else. A second call makes what is missing and says what was there.`;

export const initCommand: AddCommand = (ledger, terminal, run) => {
  leafCommand(
    ledger,
    'init <repository>',
    'make the ledger branch, its key, and a ruleset against force push, merges and deletion',
    EXAMPLES,
  )
    .option(...BRANCH_OPTION)
    .option(
      '--name <origin>',
      'name of the log; by default <host>/<owner>/<repository> of the address, required for a folder',
    )
    .option('--witness <vkey...>', 'verifier keys of witnesses to name in the policy', [])
    .option(LOG_KEY.flags, `${LOG_KEY.description}; the file is made when it does not exist`)
    .addOption(
      new Option(
        '--environment-secret',
        'make the key as the secret VAULTMESH_LOG_KEY of the environment "ledger", and nowhere else',
      ).conflicts('logKey'),
    )
    .option(
      '--no-ruleset',
      'leave the branch, and tags v*, without a ruleset, where the plan or your role has none',
    )
    .addHelpText('after', ABOUT_TOKENS)
    .action((repository: string, options: InitOptions) =>
      run(options, async () => {
        const { initLedger } = await import('../../ledger/init-ledger.ts');
        return initLedger(terminal, repository, options);
      }),
    );
};
