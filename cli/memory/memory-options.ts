import { type Command, Option } from 'commander';

import { RECORD_STATUSES } from '../../core/remembrancer/memory/record-statuses.ts';
import { KINDS } from '../../core/remembrancer/receipt/receipt.ts';
import { BRANCH_OPTION, REPOSITORY_OPTION, VERIFIER_KEY_OPTION } from '../ledger-options.ts';
import { formatOption } from './format-option.ts';
import type { Format } from './formats.ts';

/** What every command takes that asks a ledger what it remembers. */
export interface MemoryOptions {
  readonly json?: true;
  readonly repository: string;
  readonly branch: string;
  readonly vkey?: string;
  readonly asOf?: string;
  readonly format: Format;
}

/** The same of commands that also ask all ledgers of an owner. */
export interface AskOptions extends Omit<MemoryOptions, 'repository'> {
  readonly repository?: string;
  readonly org?: string;
}

/** What a command takes that gives some of the records. */
export interface FilterOptions {
  readonly kind?: string;
  readonly status?: string;
  readonly component?: string;
  readonly since?: string;
  readonly until?: string;
}

/** What a command takes that gives some of the records of one ledger, or of all of an owner. */
export interface RecordsOptions extends AskOptions, FilterOptions {}

/** Adds `MemoryOptions`, with the forms in which the command can answer. */
export const addMemoryOptions = (command: Command, formats?: readonly Format[]): Command =>
  addReadOptions(command.requiredOption(...REPOSITORY_OPTION), formats);

/** Adds `AskOptions`, with the forms in which the command can answer. */
export const addAskOptions = (command: Command, formats?: readonly Format[]): Command => {
  const [flags, description] = REPOSITORY_OPTION;
  const org =
    'all ledgers of an organisation that GH_TOKEN or GITHUB_TOKEN may read, or the public ones of a user';
  return addReadOptions(
    command
      .option(flags, description.replace('(required)', '(this or --org)'))
      .addOption(new Option('--org <owner>', org).conflicts(['repository', 'vkey', 'asOf'])),
    formats,
  );
};

const addReadOptions = (command: Command, formats?: readonly Format[]): Command =>
  command
    .option(...BRANCH_OPTION)
    .option(...VERIFIER_KEY_OPTION)
    .option('--as-of <size>', 'answer as the ledger stood when it had this many entries, and prove it')
    .addOption(formatOption(formats));

export const addFilterOptions = (command: Command): Command =>
  command
    .addOption(new Option('--status <status>', 'only records of this status').choices(RECORD_STATUSES))
    .option('--component <name>', 'only records of this component')
    .option('--since <time>', 'only from this moment on: RFC 3339 in UTC, or a date for its beginning')
    .option('--until <time>', 'only before this moment');

/** Of the commands that do not take the kind as a word. */
export const kindOption = (): Option =>
  new Option('--kind <kind>', 'only records of this kind').choices(KINDS);

/** Adds `RecordsOptions`. */
export const addRecordsOptions = (command: Command): Command =>
  addFilterOptions(addAskOptions(command).addOption(kindOption()));
