import { Option } from 'commander';

import { DECISION_STATUSES } from '../../../core/remembrancer/decisions/decision.ts';
import { addAskOptions } from '../../adr/ask-options.ts';
import type { ListOptions } from '../../adr/list-decisions.ts';
import type { AddCommand } from '../../add-command.ts';
import { leafCommand } from '../../leaf-command.ts';
import { TEXT_FORMATS } from '../../memory/formats.ts';

const EXAMPLES = [
  'adr list',
  'adr list --status accepted --tag database --format json',
  'adr list --repository https://github.com/acme/my-service --format md',
];

export const adrListCommand: AddCommand = (adr, terminal, run) => {
  const command = leafCommand(adr, 'list', 'list the decisions of a folder', EXAMPLES);
  addAskOptions(command, TEXT_FORMATS)
    .addOption(new Option('--status <status>', 'only decisions of this status').choices(DECISION_STATUSES))
    .option('--tag <tag>', 'only decisions with this tag')
    .action((options: ListOptions) =>
      run(options, async () => {
        const { listDecisions } = await import('../../adr/list-decisions.ts');
        return listDecisions(terminal, options);
      }),
    );
};
