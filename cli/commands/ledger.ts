import type { AddCommand } from '../add-command.ts';
import { addEvidenceCommand } from './ledger/add-evidence.ts';
import { consistencyCommand } from './ledger/consistency.ts';
import { appendCommand } from './ledger/append.ts';
import { auditCommand } from './ledger/audit.ts';
import { fsckCommand } from './ledger/fsck.ts';
import { importLegacyCommand } from './ledger/import-legacy.ts';
import { initCommand } from './ledger/init.ts';
import { logCommand } from './ledger/log.ts';
import { proveCommand } from './ledger/prove.ts';
import { redactCommand } from './ledger/redact.ts';
import { retireCommand } from './ledger/retire.ts';
import { repairCommand } from './ledger/repair.ts';
import { rootCommand } from './ledger/root.ts';
import { rotateCommand } from './ledger/rotate.ts';
import { showCommand } from './ledger/show.ts';
import { succeedCommand } from './ledger/succeed.ts';
import { serveWitnessCommand } from './ledger/serve-witness.ts';
import { timestampCommand } from './ledger/timestamp.ts';
import { witnessCommand } from './ledger/witness.ts';

/** The commands of the group, in the order in which its help lists them. */
const COMMANDS: readonly AddCommand[] = [
  initCommand,
  appendCommand,
  addEvidenceCommand,
  logCommand,
  showCommand,
  rootCommand,
  proveCommand,
  consistencyCommand,
  timestampCommand,
  witnessCommand,
  serveWitnessCommand,
  fsckCommand,
  auditCommand,
  repairCommand,
  redactCommand,
  rotateCommand,
  retireCommand,
  succeedCommand,
  importLegacyCommand,
];

export const ledgerCommand: AddCommand = (program, terminal, run) => {
  const ledger = program.command('ledger').description('make a ledger, read it and check it');
  for (const add of COMMANDS) add(ledger, terminal, run);
};
