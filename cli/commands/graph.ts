import type { AddCommand } from '../add-command.ts';
import { leafCommand } from '../leaf-command.ts';
import { addRecordsOptions, type RecordsOptions } from '../memory/memory-options.ts';

const EXAMPLES = [
  'graph --repository https://github.com/acme/my-service',
  'graph --repository https://github.com/acme/my-service --component my-service --format mermaid',
  'graph --org acme --format mermaid',
];

export const graphCommand: AddCommand = (program, terminal, run) => {
  const command = leafCommand(
    program,
    'graph',
    'show relations: decides, supersedes, affects, released-as, deployed-by',
    EXAMPLES,
  );
  addRecordsOptions(command).action((options: RecordsOptions) =>
    run(options, async () => {
      const { showGraph } = await import('../memory/show-graph.ts');
      return showGraph(terminal, options);
    }),
  );
};
