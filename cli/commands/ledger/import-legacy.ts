import type { AddCommand } from '../../add-command.ts';
import { leafCommand } from '../../leaf-command.ts';
import { BRANCH_OPTION } from '../../ledger-options.ts';
import type { ImportLegacyOptions } from '../../ledger/import-legacy.ts';
import { LOG_KEY } from '../../log-key-option.ts';

const EXAMPLES = [
  'ledger import-legacy https://github.com/acme/my-service --database remembrancer.db --receipts receipts --log-key log.key',
];

export const importLegacyCommand: AddCommand = (ledger, terminal, run) => {
  leafCommand(
    ledger,
    'import-legacy <repository>',
    "put the first system's records and receipts on a ledger, as they were",
    EXAMPLES,
  )
    .option(...BRANCH_OPTION)
    .option(LOG_KEY.flags, LOG_KEY.description)
    .requiredOption('--database <file>', 'the remembrancer.db; it is only read')
    .option('--receipts <folder>', 'folder with its .receipt files')
    .action((repository: string, options: ImportLegacyOptions) =>
      run(options, async () => {
        const { importLegacyFiles } = await import('../../ledger/import-legacy.ts');
        return importLegacyFiles(terminal, repository, options);
      }),
    );
};
