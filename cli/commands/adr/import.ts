import type { ImportOptions } from '../../adr/import-files.ts';
import type { AddCommand } from '../../add-command.ts';
import { leafCommand } from '../../leaf-command.ts';

const EXAMPLES = [
  'adr import docs/adr --out imported --dry-run',
  'adr import docs/adr --out imported',
  'adr import report.md --out imported',
];

export const adrImportCommand: AddCommand = (adr, terminal, run) => {
  leafCommand(
    adr,
    'import',
    'make MADR 4 of decisions of Nygard, MADR 2 to 4, log4brains and adr-tools, without losing a line',
    EXAMPLES,
  )
    .argument('<path...>', 'files, or folders with all below them')
    .requiredOption('--out <folder>', 'where to write them; no file is overwritten (required)')
    .option('--dry-run', 'only say what would be written, and what finds no place')
    .action((paths: string[], options: ImportOptions) =>
      run(options, async () => {
        const { importFiles } = await import('../../adr/import-files.ts');
        return importFiles(terminal, paths, options);
      }),
    );
};
