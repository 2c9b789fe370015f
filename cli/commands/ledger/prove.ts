import type { AddCommand } from '../../add-command.ts';
import { leafCommand } from '../../leaf-command.ts';
import type { ProveOptions } from '../../ledger/prove-entry.ts';
import { ALL_OPTION, BRANCH_OPTION, VERIFIER_KEY_OPTION } from '../../ledger-options.ts';

const EXAMPLES = ['ledger prove https://github.com/acme/my-service release:v1.0.0 --out release.tlog-proof'];

export const proveCommand: AddCommand = (ledger, terminal, run) => {
  leafCommand(
    ledger,
    'prove <repository> <entry>',
    'write the C2SP tlog-proof of an entry, for any verifier',
    EXAMPLES,
  )
    .option(...BRANCH_OPTION)
    .option(...VERIFIER_KEY_OPTION)
    .option(...ALL_OPTION)
    .option('--out <file>', 'where to write the proof; by default entry-<index>.tlog-proof')
    .action((repository: string, entry: string, options: ProveOptions) =>
      run(options, async () => {
        const { proveEntry } = await import('../../ledger/prove-entry.ts');
        return proveEntry(terminal, repository, entry, options);
      }),
    );
};
