import type { AddCommand } from '../../add-command.ts';
import { leafCommand } from '../../leaf-command.ts';
import type { ConsistencyOptions } from '../../ledger/check-consistency.ts';
import { BRANCH_OPTION, VERIFIER_KEY_OPTION } from '../../ledger-options.ts';

const EXAMPLES = [
  'ledger consistency https://github.com/acme/my-service 1',
  'ledger consistency https://github.com/acme/my-service kept-checkpoint',
];

export const consistencyCommand: AddCommand = (ledger, terminal, run) => {
  leafCommand(
    ledger,
    'consistency <repository> <from>',
    'prove that a ledger grew from an earlier size, or from a checkpoint that you kept',
    EXAMPLES,
  )
    .option(...BRANCH_OPTION)
    .option(...VERIFIER_KEY_OPTION)
    .option('--out <file>', 'where to write the proof, as the body of a C2SP add-checkpoint request')
    .action((repository: string, from: string, options: ConsistencyOptions) =>
      run(options, async () => {
        const { checkConsistency } = await import('../../ledger/check-consistency.ts');
        return checkConsistency(terminal, repository, from, options);
      }),
    );
};
