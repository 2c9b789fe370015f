import { addNameOptions } from '../../adr/name-options.ts';
import type { LintOptions } from '../../adr/lint-folder.ts';
import type { AddCommand } from '../../add-command.ts';
import { leafCommand } from '../../leaf-command.ts';

const EXAMPLES = ['adr lint', 'adr lint --folder platform/docs/adr --base main'];

const ABOUT_FOLDER = `
Without --folder it is that of "covenant.decisions" in .github/vaultmesh.yml, with --base as it was there, if it says one.`;

export const adrLintCommand: AddCommand = (adr, terminal, run) => {
  const command = leafCommand(
    adr,
    'lint',
    'say what is wrong with decisions; ends with 9 when there is an error',
    EXAMPLES,
  ).addHelpText('after', ABOUT_FOLDER);
  addNameOptions(command)
    .option('--base <revision>', 'say too what may not be changed of them since git revision, such as main')
    .action((options: LintOptions) =>
      run(options, async () => {
        const { lintFolder } = await import('../../adr/lint-folder.ts');
        if (command.getOptionValueSource('folder') !== 'default') return lintFolder(terminal, options);
        const { agreedFolder } = await import('../../adr/agreed-folder.ts');
        return lintFolder(terminal, { ...options, folder: await agreedFolder(terminal, options.base) });
      }),
    );
};
