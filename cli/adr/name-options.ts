import type { Command } from 'commander';

import { BRANCH_OPTION, VERIFIER_KEY_OPTION } from '../ledger-options.ts';

/** Adds `NameOptions`. */
export const addNameOptions = (command: Command): Command =>
  command
    .option('--folder <folder>', 'folder of the decisions', 'docs/adr')
    .option(
      '--repository <repository>',
      'with what the ledger of this repository has of them, such as numbers: OWNER/REPO, an address or a folder',
    )
    .option(...BRANCH_OPTION)
    .option(...VERIFIER_KEY_OPTION);

/** How a decision is named to a command. */
export const DECISION_ARGUMENT = [
  '<decision>',
  'ULID, slug, file, ADR-<number> or, with --repository, ADR-PR<number>',
] as const;
