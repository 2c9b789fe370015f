import type { AddCommand } from '../../add-command.ts';
import type { RebuildOptions } from '../../covenant/rebuild.ts';
import { leafCommand } from '../../leaf-command.ts';

const EXAMPLES = [
  'covenant rebuild --artifacts "*.tgz" -- npm pack',
  'covenant rebuild --artifacts "dist/**" --timeout 30 -- make dist',
];

export const covenantRebuildCommand: AddCommand = (covenant, terminal, run) => {
  leafCommand(
    covenant,
    'rebuild [command...]',
    'build HEAD twice, each time in another place and time zone, and compare what was made; ends with 9 when it differs',
    EXAMPLES,
  )
    .requiredOption(
      '--artifacts <glob...>',
      'what the build makes, from the root of the repository; required',
    )
    .option('--repository <folder>', 'the checkout whose HEAD is built', '.')
    .option('--timeout <minutes>', 'how long one build may take', '60')
    .action((words: string[], options: RebuildOptions) =>
      run(options, async () => {
        const { rebuild } = await import('../../covenant/rebuild.ts');
        return rebuild(terminal, words, options);
      }),
    );
};
