import type { AddCommand } from '../add-command.ts';
import { leafCommand } from '../leaf-command.ts';
import { TEXT_FORMATS } from '../memory/formats.ts';
import { addMemoryOptions, type MemoryOptions } from '../memory/memory-options.ts';

const EXAMPLES = [
  'receipt release/my-service/1.0.0 --repository https://github.com/acme/my-service',
  'receipt incident:2026-11-19 --repository https://github.com/acme/my-service',
];

export const receiptCommand: AddCommand = (program, terminal, run) => {
  const command = leafCommand(
    program,
    'receipt <record>',
    'show what was recorded as KIND/COMPONENT/VERSION or under a name, such as ADR-0042, and the decisions that were in force then',
    EXAMPLES,
  );
  addMemoryOptions(command, TEXT_FORMATS).action((path: string, options: MemoryOptions) =>
    run(options, async () => {
      const { showReceipts } = await import('../memory/show-receipts.ts');
      return showReceipts(terminal, path, options);
    }),
  );
};
