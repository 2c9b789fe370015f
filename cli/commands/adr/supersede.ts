import { addNameOptions, DECISION_ARGUMENT } from '../../adr/name-options.ts';
import type { SupersedeOptions } from '../../adr/supersede.ts';
import type { AddCommand } from '../../add-command.ts';
import { leafCommand } from '../../leaf-command.ts';

const EXAMPLES = ['adr supersede use-mysql-for-orders --by use-postgresql-for-orders'];

export const supersedeCommand: AddCommand = (adr, terminal, run) => {
  const command = leafCommand(
    adr,
    'supersede',
    'let a decision take the place of another, in both files',
    EXAMPLES,
  );
  addNameOptions(command.argument(...DECISION_ARGUMENT))
    .requiredOption('--by <decision>', 'the decision that takes its place (required)')
    .action((decision: string, options: SupersedeOptions) =>
      run(options, async () => {
        const { supersede } = await import('../../adr/supersede.ts');
        return supersede(terminal, decision, options);
      }),
    );
};
