import { execFile } from 'node:child_process';

export interface ProgramResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a program to its end, without a shell, in an environment that holds PATH, HOME, Node's cache and what is given.
 *
 * Rejects only when the program cannot be started or is killed by the time-out.
 */
export async function runProgram(
  program: string,
  args: readonly string[],
  options: { cwd: string; env?: Readonly<NodeJS.ProcessEnv>; timeoutMs?: number },
): Promise<ProgramResult> {
  const { PATH, HOME, NODE_COMPILE_CACHE } = process.env;
  const timeout = options.timeoutMs ?? 60_000;
  return new Promise((resolve, reject) => {
    execFile(
      program,
      args,
      {
        cwd: options.cwd,
        env: { PATH, HOME, NODE_COMPILE_CACHE, GIT_TERMINAL_PROMPT: '0', ...options.env },
        timeout,
        maxBuffer: 64 * 1024 * 1024,
      },
      (error, stdout, stderr) => {
        // A number is the exit code; anything else means that it never came to one.
        if (error && typeof error.code !== 'number') {
          const why =
            error.killed && !error.code ? `was ended after ${timeout / 1000} seconds` : error.message;
          reject(new Error(`${[program, ...args].join(' ')}: ${why}\n${stderr}`.trim(), { cause: error }));
        } else resolve({ exitCode: Number(error?.code ?? 0), stdout, stderr });
      },
    );
  });
}

/** `runProgram`, and an error with what the program said when its exit code is not 0. Returns its standard output. */
export async function mustRun(...parameters: Parameters<typeof runProgram>): Promise<string> {
  const { exitCode, stdout, stderr } = await runProgram(...parameters);
  if (exitCode !== 0) {
    throw new Error(
      `${parameters[0]} ${parameters[1].join(' ')} ended with ${exitCode}:\n${stdout}${stderr}`,
    );
  }
  return stdout;
}
