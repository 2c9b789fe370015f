import type { AddCommand } from '../../add-command.ts';
import { leafCommand } from '../../leaf-command.ts';
import type { ServeWitnessOptions } from '../../ledger/serve-witness.ts';
import { WITNESS_KEY_OPTION, WITNESS_NAME_OPTION } from '../../witness-key-options.ts';

const EXAMPLES = ['ledger serve-witness --trust trust.json --state seen --witness-key witness.key'];

export const serveWitnessCommand: AddCommand = (ledger, terminal, run) => {
  leafCommand(
    ledger,
    'serve-witness',
    'be a witness for logs that ask over HTTP (C2SP tlog-witness), until stopped',
    EXAMPLES,
  )
    .requiredOption('--trust <file...>', 'trust files, which name the keys of the logs')
    .requiredOption('--state <directory>', 'where the witness keeps what it has cosigned')
    .option(...WITNESS_KEY_OPTION)
    .option(...WITNESS_NAME_OPTION)
    .option('--listen <host:port>', 'where to listen; TLS is for a proxy in front', '127.0.0.1:7380')
    .action((options: ServeWitnessOptions) =>
      run(options, async () => {
        const { serveWitness } = await import('../../ledger/serve-witness.ts');
        return serveWitness(terminal, options);
      }),
    );
};
