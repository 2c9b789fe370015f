import { fileURLToPath } from 'node:url';
import { runProgram, type ProgramResult } from './run-program.ts';

const main = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));

/** Runs the `vaultmesh` command as a process of its own. */
export async function vaultmesh(
  args: readonly string[],
  cwd: string,
  env: Readonly<NodeJS.ProcessEnv> = {},
): Promise<ProgramResult> {
  return runProgram(process.execPath, ['--no-warnings', main, ...args], { cwd, env });
}
