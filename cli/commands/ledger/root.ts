import type { AddCommand } from '../../add-command.ts';
import { leafCommand } from '../../leaf-command.ts';
import type { RootOptions } from '../../ledger/show-root.ts';
import { BRANCH_OPTION, VERIFIER_KEY_OPTION } from '../../ledger-options.ts';

const EXAMPLES = ['ledger root https://github.com/acme/my-service --out kept-checkpoint'];

export const rootCommand: AddCommand = (ledger, terminal, run) => {
  leafCommand(ledger, 'root <repository>', 'show the checkpoint of a ledger, and keep it for later', EXAMPLES)
    .option(...BRANCH_OPTION)
    .option(...VERIFIER_KEY_OPTION)
    .option('--out <file>', 'where to keep the signed checkpoint')
    .action((repository: string, options: RootOptions) =>
      run(options, async () => {
        const { showRoot } = await import('../../ledger/show-root.ts');
        return showRoot(terminal, repository, options);
      }),
    );
};
