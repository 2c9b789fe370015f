import type { AskOptions } from '../../adr/ask-decisions.ts';
import { addAskOptions } from '../../adr/ask-options.ts';
import type { AddCommand } from '../../add-command.ts';
import { leafCommand } from '../../leaf-command.ts';

const EXAMPLES = ['adr graph', 'adr graph --format mermaid'];

export const adrGraphCommand: AddCommand = (adr, terminal, run) => {
  const command = leafCommand(
    adr,
    'graph',
    'show how decisions stand to each other and to paths: supersedes, amends, relates-to, affects',
    EXAMPLES,
  );
  addAskOptions(command).action((options: AskOptions) =>
    run(options, async () => {
      const { showDecisionGraph } = await import('../../adr/show-decision-graph.ts');
      return showDecisionGraph(terminal, options);
    }),
  );
};
