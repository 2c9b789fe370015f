import { askGit } from './ask-git.ts';

/** git ended with a failure; `stderr` says why. */
export class GitError extends Error {
  override readonly name = 'GitError';
  readonly exitCode: number | null;
  readonly stderr: string;

  constructor(args: readonly string[], exitCode: number | null, stderr: string) {
    super(`git ${args.join(' ')} ended with ${String(exitCode)}: ${stderr.trim()}`);
    this.exitCode = exitCode;
    this.stderr = stderr;
  }
}

/** The environment in which the sandbox runs git: no configuration but the repository's own. */
export function gitEnvironment(extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    LC_ALL: 'C',
    HOME: '/nonexistent',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_TERMINAL_PROMPT: '0',
    ...extra,
  };
}

/** Runs git in a repository and returns what it printed. Throws `GitError` when it fails. */
export async function runGit(
  directory: string,
  args: readonly string[],
  options: {
    readonly input?: string | Uint8Array;
    readonly env?: Readonly<Record<string, string>>;
    /** Exit codes that are answers, not failures; 0 unless told. */
    readonly accept?: readonly number[];
  } = {},
): Promise<{ readonly stdout: Buffer; readonly exitCode: number }> {
  const { input = '', env } = options;
  const { exitCode, stdout, stderr } = await askGit({ args, directory, env: gitEnvironment(env), input });
  if (exitCode === null || !(options.accept ?? [0]).includes(exitCode)) {
    throw new GitError(args, exitCode, Buffer.from(stderr).toString());
  }
  return { stdout: Buffer.from(stdout.buffer, stdout.byteOffset, stdout.length), exitCode };
}

/** `runGit` for text: what it printed, without the last line feed. */
export async function gitText(...parameters: Parameters<typeof runGit>): Promise<string> {
  return (await runGit(...parameters)).stdout.toString().replace(/\n$/, '');
}
