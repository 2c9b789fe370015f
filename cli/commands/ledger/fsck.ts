import type { AddCommand } from '../../add-command.ts';
import { leafCommand } from '../../leaf-command.ts';
import type { FsckCommandOptions } from '../../ledger/fsck-ledger.ts';
import { BRANCH_OPTION, VERIFIER_KEY_OPTION } from '../../ledger-options.ts';

const EXAMPLES = ['ledger fsck https://github.com/acme/my-service'];

export const fsckCommand: AddCommand = (ledger, terminal, run) => {
  leafCommand(
    ledger,
    'fsck <source>',
    'check every hash, tile, receipt, evidence file and index of a repository, a folder or an address of raw files',
    EXAMPLES,
  )
    .option(...BRANCH_OPTION)
    .option('--commit <id>', 'a commit instead of the head of the branch')
    .option('--raw', 'the source is the address of raw files, as of raw.githubusercontent.com')
    .option(...VERIFIER_KEY_OPTION)
    .action((source: string, options: FsckCommandOptions) =>
      run(options, async () => {
        const { fsckLedger } = await import('../../ledger/fsck-ledger.ts');
        return fsckLedger(terminal, source, options);
      }),
    );
};
