import { Argument, Option } from 'commander';

import type { AddCommand } from '../add-command.ts';
import { leafCommand } from '../leaf-command.ts';
import { BRANCH_OPTION, REPOSITORY_OPTION } from '../ledger-options.ts';
import { LOG_KEY } from '../log-key-option.ts';
import { OPENPGP_KEY_OPTION, OPENPGP_PASSPHRASE_OPTION } from '../openpgp-options.ts';
import type { RecordOptions } from '../record/record-files.ts';
import { ON_MISSING_OPTION, TSA_OPTION } from '../timestamp-options.ts';

const EXAMPLES = [
  'record release my-service-1.0.0.tar.gz --component my-service --version 1.0.0 --repository https://github.com/acme/my-service --log-key log.key --openpgp-key openpgp.key',
  'record incident report.md --component my-service --version 1.0.0 --operation incident:2026-11-20 --why "the disk was full" --person author=ada --repository https://github.com/acme/my-service --log-key log.key',
];

/** What is recorded by hand; the other kinds are written by parts of VaultMesh. */
const KINDS = ['release', 'deployment', 'decision', 'incident', 'discovery'];

export const recordCommand: AddCommand = (program, terminal, run) => {
  leafCommand(
    program,
    'record',
    'sign, timestamp and record files on a ledger, and write their proofs',
    EXAMPLES,
  )
    .addArgument(new Argument('<kind>', 'what is recorded').choices(KINDS))
    .argument('<file...>', 'the artifacts')
    .requiredOption('--component <name>', 'what the record is about (required)')
    .requiredOption('--version <version>', 'its version, kept as it is given (required)')
    .requiredOption(...REPOSITORY_OPTION)
    .option(...BRANCH_OPTION)
    .option(
      '--operation <id>',
      'id that a second run repeats; by default release:v<version> for a release, required for other kinds',
    )
    .option('--commit <id>', 'the commit that the files were made from, by its full id')
    .option(LOG_KEY.flags, `${LOG_KEY.description}; "vaultmesh ledger init" makes it (required)`)
    .option(...OPENPGP_KEY_OPTION)
    .option(...OPENPGP_PASSPHRASE_OPTION)
    .option(...TSA_OPTION)
    .option('--no-timestamp', 'ask no time-stamp authority')
    .addOption(new Option(...ON_MISSING_OPTION).choices(['defer', 'fail']).default('defer'))
    .option('--what <text>', 'what was done')
    .option('--why <text>', 'why it was done')
    .option('--how <text>', 'how it was done')
    .option('--value <text>', 'what it is worth and to whom')
    .option('--person <role=login...>', 'who took part; kept beside the receipt, where it can be removed', [])
    .option('--out <directory>', 'where to write signatures, timestamps and proofs', '.')
    .action((kind: RecordOptions['kind'], files: string[], options: Omit<RecordOptions, 'kind'>) =>
      run(options, async () => {
        const { recordFiles } = await import('../record/record-files.ts');
        return recordFiles(terminal, files, { ...options, kind });
      }),
    );
};
