import type { AddCommand } from '../add-command.ts';
import type { BackfillOptions } from '../backfill/backfill-ledger.ts';
import { leafCommand } from '../leaf-command.ts';
import { BRANCH_OPTION } from '../ledger-options.ts';
import { LOG_KEY } from '../log-key-option.ts';
import { OPENPGP_KEY_OPTION, OPENPGP_PASSPHRASE_OPTION } from '../openpgp-options.ts';
import { TSA_OPTION } from '../timestamp-options.ts';

const EXAMPLES = [
  'backfill https://github.com/acme/my-service --dry-run',
  'backfill https://github.com/acme/my-service --log-key log.key',
  'backfill https://github.com/acme/my-service --log-key log.key --renew-before 2030-01-01',
];

export const backfillCommand: AddCommand = (program, terminal, run) => {
  leafCommand(
    program,
    'backfill <repository>',
    'get the evidence that records were made without because a service was down, and append it',
    EXAMPLES,
  )
    .option(...BRANCH_OPTION)
    .option(LOG_KEY.flags, `${LOG_KEY.description}; --dry-run goes without`)
    .option(...TSA_OPTION)
    .option(...OPENPGP_KEY_OPTION)
    .option(...OPENPGP_PASSPHRASE_OPTION)
    .option(
      '--file <path...>',
      'artifacts whose OpenPGP signature failed when they were recorded; it takes their content',
      [],
    )
    .option('--limit <number>', 'the most records to complete in this run', '256')
    .option(
      '--renew-before <date>',
      'also renew timestamps with a certificate that ends before this date (UTC)',
    )
    .option(
      '--dry-run',
      'only say what is owed: no service is asked, nothing is written, and the exit code is 0',
    )
    .action((repository: string, options: BackfillOptions) =>
      run(options, async () => {
        const { backfillLedger } = await import('../backfill/backfill-ledger.ts');
        return backfillLedger(terminal, repository, options);
      }),
    );
};
