import { type ProgramName, runProgram } from './program.ts';
import { surviveOutputErrors } from './survive-output-errors.ts';
import { processTerminal } from './terminal.ts';

/** Runs a program with the arguments, the streams and the exit code of this process. */
export async function runProcess(name: ProgramName): Promise<void> {
  surviveOutputErrors(process);
  process.exitCode = await runProgram(process.argv.slice(2), processTerminal(), name);
}
