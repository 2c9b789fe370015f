import { type Command, Option } from 'commander';

import { BRANCH_OPTION, VERIFIER_KEY_OPTION } from '../ledger-options.ts';
import type { Format } from '../memory/formats.ts';
import { FOLDER_OPTION } from './decision-options.ts';

/** Adds `AskOptions`, with the forms in which the command can answer. */
export const addAskOptions = (command: Command, formats: readonly Format[]): Command =>
  command
    .option(...FOLDER_OPTION)
    .option(
      '--repository <repository>',
      'with the numbers that the ledger of this repository gives: OWNER/REPO, an address or a folder',
    )
    .option(...BRANCH_OPTION)
    .option(...VERIFIER_KEY_OPTION)
    .addOption(new Option('--format <format>', 'how to answer').choices(formats).default('table'));
