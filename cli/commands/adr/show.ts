import type { AskOptions } from '../../adr/ask-decisions.ts';
import { addAskOptions } from '../../adr/ask-options.ts';
import { DECISION_ARGUMENT } from '../../adr/name-options.ts';
import type { AddCommand } from '../../add-command.ts';
import { leafCommand } from '../../leaf-command.ts';
import { TEXT_FORMATS } from '../../memory/formats.ts';

const EXAMPLES = [
  'adr show use-postgresql-for-orders',
  'adr show use-postgresql-for-orders --repository https://github.com/acme/my-service --format json',
];

export const adrShowCommand: AddCommand = (adr, terminal, run) => {
  const command = leafCommand(adr, 'show', 'show one decision, with what others say of it', EXAMPLES);
  addAskOptions(command.argument(...DECISION_ARGUMENT), TEXT_FORMATS).action(
    (decision: string, options: AskOptions) =>
      run(options, async () => {
        const { showDecision } = await import('../../adr/show-decision.ts');
        return showDecision(terminal, decision, options);
      }),
  );
};
