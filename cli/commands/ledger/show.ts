import type { AddCommand } from '../../add-command.ts';
import { leafCommand } from '../../leaf-command.ts';
import type { FindOptions } from '../../ledger/open-ledger.ts';
import { ALL_OPTION, BRANCH_OPTION, VERIFIER_KEY_OPTION } from '../../ledger-options.ts';

const EXAMPLES = [
  'ledger show https://github.com/acme/my-service 0',
  'ledger show https://github.com/acme/my-service release:v1.0.0 --all',
];

export const showCommand: AddCommand = (ledger, terminal, run) => {
  leafCommand(
    ledger,
    'show <repository> <entry>',
    'show an entry by index, operation id or SHA-256 of an artifact, and prove it',
    EXAMPLES,
  )
    .option(...BRANCH_OPTION)
    .option(...VERIFIER_KEY_OPTION)
    .option(...ALL_OPTION)
    .action((repository: string, entry: string, options: FindOptions) =>
      run(options, async () => {
        const { showEntries } = await import('../../ledger/show-entries.ts');
        return showEntries(terminal, repository, entry, options);
      }),
    );
};
