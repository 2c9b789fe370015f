import type { AddCommand } from '../add-command.ts';
import { leafCommand } from '../leaf-command.ts';
import { TRUST_OPTION } from '../trust-option.ts';
import type { VerifyOptions } from '../verify/verify-file.ts';

const EXAMPLES = [
  'verify my-service-1.0.0.tar.gz --trust trust.json',
  'verify my-service-1.0.0.tar.gz --trust trust.json --require inclusion,openpgp,rfc3161 --explain',
  'verify my-service-1.0.0.tar.gz --trust trust.json --at 2030-01-01 --explain',
];

export const verifyCommand: AddCommand = (program, terminal, run) => {
  leafCommand(program, 'verify <file>', 'check a file against its proof and a trust file, offline', EXAMPLES)
    .option('--proof <file>', 'the proof; by default <file>.vmproof')
    .option(...TRUST_OPTION)
    .option(
      '--require <layers>',
      'layers that must be valid beside inclusion, with commas or one option each; by default one signature',
      (layers: string, earlier?: string) => (earlier === undefined ? layers : `${earlier},${layers}`),
    )
    .option(
      '--at <time>',
      'the moment to judge at in UTC, such as 2026-11-20T09:30:00Z, or the beginning of a date; what is from after it is invalid',
    )
    .option('--explain', 'say for each layer what was checked')
    .action((file: string, options: VerifyOptions) =>
      run(options, async () => {
        const { verifyFile } = await import('../verify/verify-file.ts');
        return verifyFile(terminal, file, options);
      }),
    );
};
