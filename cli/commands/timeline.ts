import type { AddCommand } from '../add-command.ts';
import { leafCommand } from '../leaf-command.ts';
import { addRecordsOptions, type RecordsOptions } from '../memory/memory-options.ts';

const EXAMPLES = [
  'timeline --repository https://github.com/acme/my-service --component my-service --since 2026-01-01',
  'timeline --repository https://github.com/acme/my-service --format mermaid',
  'timeline --org acme --since 2026-01-01',
];

export const timelineCommand: AddCommand = (program, terminal, run) => {
  const command = leafCommand(
    program,
    'timeline',
    'show what was recorded, by its times, oldest first',
    EXAMPLES,
  );
  addRecordsOptions(command).action((options: RecordsOptions) =>
    run(options, async () => {
      const { showTimeline } = await import('../memory/show-timeline.ts');
      return showTimeline(terminal, options);
    }),
  );
};
