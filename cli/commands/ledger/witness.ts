import type { AddCommand } from '../../add-command.ts';
import { leafCommand } from '../../leaf-command.ts';
import type { WitnessOptions } from '../../ledger/cosign-ledger.ts';
import { WITNESS_KEY_OPTION, WITNESS_NAME_OPTION } from '../../witness-key-options.ts';
import { BRANCH_OPTION, VERIFIER_KEY_OPTION } from '../../ledger-options.ts';

const EXAMPLES = [
  'ledger witness https://github.com/acme/my-service --state seen --witness-key witness.key --name witness.example',
  'ledger witness https://github.com/acme/my-service --state seen --witness-key witness.key --publish',
];

export const witnessCommand: AddCommand = (ledger, terminal, run) => {
  leafCommand(
    ledger,
    'witness <repository>',
    'cosign the checkpoint of a ledger that only grew since you saw it last, or ask a witness to',
    EXAMPLES,
  )
    .option(...BRANCH_OPTION)
    .option(...VERIFIER_KEY_OPTION)
    .option('--state <directory>', 'where the witness keeps what it has cosigned')
    .option(...WITNESS_KEY_OPTION)
    .option(...WITNESS_NAME_OPTION)
    .option('--ask <url>', 'ask the witness at this address (C2SP tlog-witness) instead of being one')
    .option('--by <vkey>', 'verifier key of the witness that is asked')
    .option('--publish', 'put the cosignature on the branch')
    .option('--out <file>', 'where to write the cosigned checkpoint')
    .action((repository: string, options: WitnessOptions) =>
      run(options, async () => {
        const { cosignLedger } = await import('../../ledger/cosign-ledger.ts');
        return cosignLedger(terminal, repository, options);
      }),
    );
};
