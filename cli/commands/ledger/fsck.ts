import { Option } from 'commander';

import type { AddCommand } from '../../add-command.ts';
import { leafCommand } from '../../leaf-command.ts';
import type { FsckCommandOptions } from '../../ledger/fsck-ledger.ts';
import { VERIFIER_KEY_OPTION } from '../../ledger-options.ts';

const EXAMPLES = [
  'ledger fsck https://github.com/acme/my-service',
  'ledger fsck https://github.com/acme/my-service --commit 1f0e3dad99908345f7439f8ffabdffc41f0e3dad',
  'ledger fsck ./clone-of-the-branch',
  'ledger fsck https://raw.githubusercontent.com/acme/my-service/ledger --raw',
];

const ABOUT_SOURCES = `
A source is a repository (OWNER/REPO, an address, a folder), of which a branch or a commit is fetched; a folder with the
files of the branch themselves, such as its work tree; or, with --raw, the address below which they are served one by one.`;

export const fsckCommand: AddCommand = (ledger, terminal, run) => {
  leafCommand(
    ledger,
    'fsck <source>',
    'check every hash, tile, receipt, evidence file and index of a repository, a folder or an address of raw files',
    EXAMPLES,
  )
    .option('--branch <branch>', 'branch of the ledger; by default ledger')
    .addOption(
      new Option('--commit <id>', 'a commit, by its full id, instead of the head of the branch').conflicts(
        'branch',
      ),
    )
    .addOption(
      new Option(
        '--raw',
        'the source is the address of raw files, as of raw.githubusercontent.com',
      ).conflicts(['branch', 'commit']),
    )
    .option(...VERIFIER_KEY_OPTION)
    .addHelpText('after', ABOUT_SOURCES)
    .action((source: string, options: FsckCommandOptions) =>
      run(options, async () => {
        const { fsckLedger } = await import('../../ledger/fsck-ledger.ts');
        return fsckLedger(terminal, source, options);
      }),
    );
};
