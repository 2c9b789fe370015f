import type { AddCommand } from '../add-command.ts';
import { leafCommand } from '../leaf-command.ts';
import { BRANCH_OPTION } from '../ledger-options.ts';
import type { TrustInitOptions } from '../trust/init-trust.ts';
import type { TrustUpdateOptions } from '../trust/update-trust-file.ts';

const INIT_EXAMPLES = [
  'trust init acme/my-service --tsa-root tsa-root.pem --out trust.json',
  'trust init https://github.com/acme/my-service --yes --json --out other.json',
];
const UPDATE_EXAMPLES = ['trust update trust.json https://github.com/acme/my-service'];
const SHOW_EXAMPLES = ['trust show trust.json'];

export const trustCommand: AddCommand = (program, terminal, run) => {
  const trust = program.command('trust').description('make and read trust files');
  leafCommand(
    trust,
    'init <repository>',
    'make a trust file from a ledger, for you to confirm',
    INIT_EXAMPLES,
  )
    .option(...BRANCH_OPTION)
    .option('--tsa-root <file...>', 'PEM certificates of time-stamping roots', [])
    .option('--sigstore-root <file>', 'trusted_root.json of a Sigstore instance')
    .option(
      '--openpgp-fingerprint <hex...>',
      "trusted keys; by default those of the ledger's newest records",
      [],
    )
    .option('--yes', 'take what the ledger says without a question, after you compared it yourself')
    .requiredOption('--out <file>', 'where to write the trust file')
    .action((repository: string, options: TrustInitOptions) =>
      run(options, async () => {
        const { initTrust } = await import('../trust/init-trust.ts');
        return initTrust(terminal, repository, options);
      }),
    );
  leafCommand(
    trust,
    'update <file> <repository>',
    'add the keys that took the place of those in a trust file, for you to confirm',
    UPDATE_EXAMPLES,
  )
    .option(...BRANCH_OPTION)
    .option('--yes', 'take what the ledger says without a question, after you compared it yourself')
    .action((file: string, repository: string, options: TrustUpdateOptions) =>
      run(options, async () => {
        const { updateTrustFile } = await import('../trust/update-trust-file.ts');
        return updateTrustFile(terminal, file, repository, options);
      }),
    );
  leafCommand(trust, 'show <file>', 'list what a trust file believes in', SHOW_EXAMPLES).action(
    (file: string, options: { json?: true }) =>
      run(options, async () => {
        const { showTrust } = await import('../trust/show-trust.ts');
        return showTrust(terminal, file);
      }),
  );
};
