import type { AddCommand } from '../../add-command.ts';
import { leafCommand } from '../../leaf-command.ts';
import type { AddEvidenceOptions } from '../../ledger/add-evidence.ts';
import { BRANCH_OPTION, VERIFIER_KEY_OPTION } from '../../ledger-options.ts';
import { LOG_KEY } from '../../log-key-option.ts';

const EXAMPLES = [
  'ledger add-evidence https://github.com/acme/my-service release:v1.0.0 my-service-1.0.0.tar.gz.tsr --log-key log.key',
];

export const addEvidenceCommand: AddCommand = (ledger, terminal, run) => {
  leafCommand(
    ledger,
    'add-evidence <repository> <entry> <file...>',
    'append evidence that came after its record (ARTIFACT.asc, .tsr, .sigstore.json), as an entry that points to it',
    EXAMPLES,
  )
    .option(...BRANCH_OPTION)
    .option(...VERIFIER_KEY_OPTION)
    .option(LOG_KEY.flags, LOG_KEY.description)
    .action((repository: string, entry: string, files: string[], options: AddEvidenceOptions) =>
      run(options, async () => {
        const { addEvidence } = await import('../../ledger/add-evidence.ts');
        return addEvidence(terminal, repository, entry, files, options);
      }),
    );
};
