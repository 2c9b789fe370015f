import type { DecisionStatus } from '../../../core/remembrancer/decisions/index.ts';
import type { NameOptions } from '../../adr/named-decisions.ts';
import { addNameOptions, DECISION_ARGUMENT } from '../../adr/name-options.ts';
import type { AddCommand } from '../../add-command.ts';
import { leafCommand } from '../../leaf-command.ts';

export const proposeCommand = statusCommand('propose', 'proposed', 'put a draft up for decision', [
  'adr propose use-mysql-for-orders',
  'adr propose docs/adr/use-postgresql-for-orders.md',
  'adr propose use-postgresql-18',
]);

export const acceptCommand = statusCommand('accept', 'accepted', 'accept a proposed decision', [
  'adr accept use-mysql-for-orders',
]);

export const rejectCommand = statusCommand('reject', 'rejected', 'reject a proposed decision', [
  'adr reject use-postgresql-18',
]);

export const withdrawCommand = statusCommand('withdraw', 'withdrawn', 'take back a draft or proposal', [
  'adr withdraw keep-orders-in-files',
]);

export const deprecateCommand = statusCommand(
  'deprecate',
  'deprecated',
  'end an accepted decision that none takes the place of',
  ['adr deprecate use-mysql-for-orders'],
);

/** A command that changes the status line of one file. */
function statusCommand(
  name: string,
  status: Exclude<DecisionStatus, 'draft' | 'superseded'>,
  description: string,
  examples: readonly string[],
): AddCommand {
  return (adr, terminal, run) => {
    const command = leafCommand(adr, name, `${description}, by its status line alone`, examples);
    addNameOptions(command.argument(...DECISION_ARGUMENT)).action((decision: string, options: NameOptions) =>
      run(options, async () => {
        const { setStatus } = await import('../../adr/set-status.ts');
        return setStatus(terminal, decision, status, options);
      }),
    );
  };
}
