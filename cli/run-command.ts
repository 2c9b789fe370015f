import { asVaultMeshError } from '../core/common/error.ts';
import { exitCode, failed, type Outcome } from '../core/common/outcome.ts';
import { printable } from '../core/common/printable.ts';
import { withoutCommands } from '../core/common/without-commands.ts';
import { safeJson } from './safe-json.ts';
import type { Terminal } from './terminal.ts';

/** What a command did: the outcome for machines and, for a person, lines that go before its one sentence. */
export interface CommandReport {
  readonly outcome: Outcome<unknown>;
  readonly lines?: readonly string[];
  /** The lines are a document for a program to read: the sentence goes to standard error. False by default. */
  readonly isDocument?: boolean;
}

/** Runs the work of one command and resolves to the exit code of the process. */
export type RunCommand = (options: { json?: true }, work: () => Promise<CommandReport>) => Promise<void>;

/**
 * Runs `work` and shows what came of it: with `--json` the outcome alone, as one line on standard output; else the
 * lines and the outcome's sentence, which goes to standard error when the lines are a document or, after the name of the
 * program, when the command failed. Returns the exit code.
 */
export async function runCommand(
  terminal: Terminal,
  options: { json?: true },
  work: () => Promise<CommandReport>,
  program = 'vaultmesh',
): Promise<number> {
  const { outcome, lines = [], isDocument = false } = await settle(work);
  const code = exitCode(outcome);
  if (options.json) {
    terminal.print(safeJson(outcome));
    return code;
  }
  // A command also runs in workflows, whose runner obeys what it reads in the log.
  for (const line of lines) terminal.print(isDocument ? line : withoutCommands(line));
  // It may quote the name of a file, or a ledger, of somebody who is not trusted.
  const sentence = withoutCommands(printable(outcome.message));
  if (code !== 0) terminal.tell(`${program}: ${sentence}`);
  else if (isDocument) terminal.tell(sentence);
  else terminal.print(sentence);
  return code;
}

async function settle(work: () => Promise<CommandReport>): Promise<CommandReport> {
  try {
    return await work();
  } catch (error) {
    return { outcome: failed(asVaultMeshError(error)) };
  }
}
