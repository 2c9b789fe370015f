import type { Command } from 'commander';

import type { RunCommand } from './run-command.ts';
import type { Terminal } from './terminal.ts';

/** Adds one command to the program. What the command needs of the domain is imported when it runs, not before. */
export type AddCommand = (program: Command, terminal: Terminal, run: RunCommand) => void;
