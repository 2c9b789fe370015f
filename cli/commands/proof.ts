import type { AddCommand } from '../add-command.ts';
import { leafCommand } from '../leaf-command.ts';
import { BRANCH_OPTION } from '../ledger-options.ts';
import type { RefreshOptions } from '../proof/refresh-proof-file.ts';
import { TRUST_OPTION } from '../trust-option.ts';

const REFRESH_EXAMPLES = [
  'proof refresh my-service-1.0.0.tar.gz.vmproof https://github.com/acme/my-service --trust trust.json',
];

export const proofCommand: AddCommand = (program, terminal, run) => {
  const proof = program.command('proof').description('keep proofs up to date');
  leafCommand(
    proof,
    'refresh <proof> <repository>',
    'bring a proof up to the present checkpoint of its ledger, with the cosignatures that came since',
    REFRESH_EXAMPLES,
  )
    .option(...BRANCH_OPTION)
    .option(...TRUST_OPTION)
    .option('--out <file>', 'where to write the proof; by default in its place')
    .action((file: string, repository: string, options: RefreshOptions) =>
      run(options, async () => {
        const { refreshProofFile } = await import('../proof/refresh-proof-file.ts');
        return refreshProofFile(terminal, file, repository, options);
      }),
    );
};
