import { FOLDER_OPTION } from '../../adr/decision-options.ts';
import type { SupersedeOptions } from '../../adr/supersede.ts';
import type { AddCommand } from '../../add-command.ts';
import { leafCommand } from '../../leaf-command.ts';

const EXAMPLES = ['adr supersede use-mysql-for-orders --by use-postgresql-for-orders'];

export const supersedeCommand: AddCommand = (adr, terminal, run) => {
  leafCommand(adr, 'supersede', 'let a decision take the place of another, in both files', EXAMPLES)
    .argument('<decision>', 'the older one: ULID, slug, file or ADR-<number>')
    .requiredOption('--by <decision>', 'the newer one (required)')
    .option(...FOLDER_OPTION)
    .action((decision: string, options: SupersedeOptions) =>
      run(options, async () => {
        const { supersede } = await import('../../adr/supersede.ts');
        return supersede(terminal, decision, options);
      }),
    );
};
