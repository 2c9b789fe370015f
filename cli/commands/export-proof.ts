import type { AddCommand } from '../add-command.ts';
import { leafCommand } from '../leaf-command.ts';
import type { ExportOptions } from '../proof/export-proof.ts';
import { TRUST_OPTION } from '../trust-option.ts';

const EXAMPLES = ['export-proof my-service-1.0.0.tar.gz --trust trust.json --out evidence'];

export const exportProofCommand: AddCommand = (program, terminal, run) => {
  leafCommand(
    program,
    'export-proof <file>',
    'write what a proof holds as files for gpg, openssl, cosign and log clients, with the commands that check them',
    EXAMPLES,
  )
    .option('--proof <file>', 'the proof; by default <file>.vmproof')
    .option(...TRUST_OPTION)
    .option('--out <directory>', 'where to write the files; by default <file>.evidence')
    .action((file: string, options: ExportOptions) =>
      run(options, async () => {
        const { exportProof } = await import('../proof/export-proof.ts');
        return exportProof(terminal, file, options);
      }),
    );
};
