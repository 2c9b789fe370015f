import type { AddCommand } from '../add-command.ts';
import { leafCommand } from '../leaf-command.ts';
import { BRANCH_OPTION, REPOSITORY_OPTION, VERIFIER_KEY_OPTION } from '../ledger-options.ts';
import type { BuildSiteOptions } from '../site/build-site.ts';

const EXAMPLES = [
  'site --repository https://github.com/acme/my-service --out site',
  'site --repository https://github.com/acme/my-service --out site-of-then --as-of 1',
];

export const siteCommand: AddCommand = (program, terminal, run) => {
  leafCommand(
    program,
    'site',
    'write a static site of what a ledger remembers, whose pages verify their records',
    EXAMPLES,
  )
    .requiredOption(...REPOSITORY_OPTION)
    .requiredOption('--out <folder>', 'folder for the site: empty, or an earlier site (required)')
    .option(...BRANCH_OPTION)
    .option(...VERIFIER_KEY_OPTION)
    .option('--as-of <size>', 'show the ledger as it stood when it had this many entries')
    .action((options: BuildSiteOptions) =>
      run(options, async () => {
        const { buildSite } = await import('../site/build-site.ts');
        return buildSite(terminal, options);
      }),
    );
};
