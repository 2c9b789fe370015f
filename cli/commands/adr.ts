import type { AddCommand } from '../add-command.ts';
import { adrGraphCommand } from './adr/graph.ts';
import { adrImportCommand } from './adr/import.ts';
import { adrLintCommand } from './adr/lint.ts';
import { adrListCommand } from './adr/list.ts';
import { adrNewCommand } from './adr/new.ts';
import { adrShowCommand } from './adr/show.ts';
import {
  acceptCommand,
  deprecateCommand,
  proposeCommand,
  rejectCommand,
  withdrawCommand,
} from './adr/status.ts';
import { supersedeCommand } from './adr/supersede.ts';

/** The commands of the group, in the order in which its help lists them. */
const COMMANDS: readonly AddCommand[] = [
  adrNewCommand,
  proposeCommand,
  acceptCommand,
  rejectCommand,
  withdrawCommand,
  deprecateCommand,
  supersedeCommand,
  adrListCommand,
  adrShowCommand,
  adrGraphCommand,
  adrLintCommand,
  adrImportCommand,
];

export const adrCommand: AddCommand = (program, terminal, run) => {
  const adr = program.command('adr').description('write decision records, read them and check them');
  for (const add of COMMANDS) add(adr, terminal, run);
};
