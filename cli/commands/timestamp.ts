import type { AddCommand } from '../add-command.ts';
import { leafCommand } from '../leaf-command.ts';
import type { TimestampOptions } from '../record/timestamp-files.ts';
import { TSA_OPTION } from '../timestamp-options.ts';

const EXAMPLES = ['timestamp my-service-1.0.0.tar.gz', 'timestamp my-service-1.0.0.tar.gz --out evidence'];

export const timestampCommand: AddCommand = (program, terminal, run) => {
  leafCommand(
    program,
    'timestamp <file...>',
    'write the RFC 3161 timestamp (.tsr) of every authority for each file',
    EXAMPLES,
  )
    .option(...TSA_OPTION)
    .option('--out <directory>', 'where to write the timestamps', '.')
    .action((files: string[], options: TimestampOptions) =>
      run(options, async () => {
        const { timestampFiles } = await import('../record/timestamp-files.ts');
        return timestampFiles(terminal, files, options);
      }),
    );
};
