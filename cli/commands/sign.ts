import { Option } from 'commander';

import type { AddCommand } from '../add-command.ts';
import { leafCommand } from '../leaf-command.ts';
import { OPENPGP_KEY_OPTION, OPENPGP_PASSPHRASE_OPTION } from '../openpgp-options.ts';
import type { SignOptions } from '../record/sign-files.ts';

const EXAMPLES = ['sign my-service-1.0.0.tar.gz --openpgp-key openpgp.key'];

export const signCommand: AddCommand = (program, terminal, run) => {
  leafCommand(program, 'sign <file...>', 'write a detached OpenPGP signature (.asc) for each file', EXAMPLES)
    .option(OPENPGP_KEY_OPTION[0], `${OPENPGP_KEY_OPTION[1]} (this or --gpg-key)`)
    .addOption(
      new Option(
        '--gpg-key <id>',
        'a key of gpg, by id, fingerprint or user: in its keyring or on a card, and signed with by gpg',
      ).conflicts(['openpgpKey', 'openpgpPassphraseFile']),
    )
    .option(...OPENPGP_PASSPHRASE_OPTION)
    .option('--out <directory>', 'where to write the signatures', '.')
    .action((files: string[], options: SignOptions) =>
      run(options, async () => {
        const { signFiles } = await import('../record/sign-files.ts');
        return signFiles(terminal, files, options);
      }),
    );
};
