import { Argument } from 'commander';

import type { AddCommand } from '../add-command.ts';
import { leafCommand } from '../leaf-command.ts';
import type { LISTS } from '../memory/list-records.ts';
import { addAskOptions, addFilterOptions, type RecordsOptions } from '../memory/memory-options.ts';

const EXAMPLES = [
  'list releases --repository https://github.com/acme/my-service',
  'list decisions --status accepted --repository https://github.com/acme/my-service --format md',
  'list all --as-of 1 --repository https://github.com/acme/my-service --format json',
  'list releases --org acme --format md',
];

const WHAT: readonly (keyof typeof LISTS)[] = [
  'deployments',
  'releases',
  'decisions',
  'incidents',
  'discoveries',
  'all',
];

export const listCommand: AddCommand = (program, terminal, run) => {
  const command = leafCommand(
    program,
    'list',
    'list what a ledger remembers, in the order of its log',
    EXAMPLES,
  ).addArgument(new Argument('<what>', 'what to list').choices(WHAT));
  addFilterOptions(addAskOptions(command)).action((what: keyof typeof LISTS, options: RecordsOptions) =>
    run(options, async () => {
      const { listRecords } = await import('../memory/list-records.ts');
      return listRecords(terminal, what, options);
    }),
  );
};
