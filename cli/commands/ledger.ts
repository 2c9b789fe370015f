import type { AddCommand } from '../add-command.ts';
import { fsckCommand } from './ledger/fsck.ts';
import { initCommand } from './ledger/init.ts';
import { logCommand } from './ledger/log.ts';
import { redactCommand } from './ledger/redact.ts';

/** The commands of the group, in the order in which its help lists them. */
const COMMANDS: readonly AddCommand[] = [initCommand, logCommand, fsckCommand, redactCommand];

export const ledgerCommand: AddCommand = (program, terminal, run) => {
  const ledger = program.command('ledger').description('make a ledger, read it and check it');
  for (const add of COMMANDS) add(ledger, terminal, run);
};
