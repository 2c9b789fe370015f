import { addNameOptions } from '../../adr/name-options.ts';
import type { LintOptions } from '../../adr/lint-folder.ts';
import type { AddCommand } from '../../add-command.ts';
import { leafCommand } from '../../leaf-command.ts';

const EXAMPLES = ['adr lint', 'adr lint --folder platform/docs/adr --base main'];

export const adrLintCommand: AddCommand = (adr, terminal, run) => {
  const command = leafCommand(
    adr,
    'lint',
    'say what is wrong with decisions; ends with 9 when there is an error',
    EXAMPLES,
  );
  addNameOptions(command)
    .option('--base <revision>', 'say too what may not be changed of them since git revision, such as main')
    .action((options: LintOptions) =>
      run(options, async () => {
        const { lintFolder } = await import('../../adr/lint-folder.ts');
        return lintFolder(terminal, options);
      }),
    );
};
