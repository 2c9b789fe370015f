import type { Command } from 'commander';

import { BRANCH_OPTION, VERIFIER_KEY_OPTION } from '../ledger-options.ts';
import { FOLDER_OPTION } from './folder-option.ts';

/** Adds `NameOptions`. */
export const addNameOptions = (command: Command): Command =>
  command
    .option(...FOLDER_OPTION)
    .option(
      '--repository <repository>',
      'with the numbers and names that the ledger of this repository gives: OWNER/REPO, an address or a folder',
    )
    .option(...BRANCH_OPTION)
    .option(...VERIFIER_KEY_OPTION);

/** How a decision is named to a command. */
export const DECISION_ARGUMENT = [
  '<decision>',
  'ULID, slug, file, ADR-<number> or, with --repository, ADR-PR<number>',
] as const;
