import type { Command } from 'commander';

import { formatOption } from '../memory/format-option.ts';
import type { Format } from '../memory/formats.ts';
import { addNameOptions } from './name-options.ts';

/** Adds `AskOptions`, with the forms in which the command can answer. */
export const addAskOptions = (command: Command, formats?: readonly Format[]): Command =>
  addNameOptions(command).addOption(formatOption(formats));
