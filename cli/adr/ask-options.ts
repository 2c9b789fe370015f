import { type Command, Option } from 'commander';

import type { Format } from '../memory/formats.ts';
import { addNameOptions } from './name-options.ts';

/** Adds `AskOptions`, with the forms in which the command can answer. */
export const addAskOptions = (command: Command, formats: readonly Format[]): Command =>
  addNameOptions(command).addOption(
    new Option('--format <format>', 'how to answer').choices(formats).default('table'),
  );
