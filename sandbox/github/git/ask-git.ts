import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** One run of git. */
export interface GitRun {
  readonly args: readonly string[];
  readonly directory?: string;
  readonly env: NodeJS.ProcessEnv;
  readonly input: string | Uint8Array;
}

export interface GitOrder extends GitRun {
  readonly id: number;
}

export interface GitAnswer {
  readonly id: number;
  /** `null` where a signal ended it, or it could not be started. */
  readonly exitCode: number | null;
  /** Why it could not be started. */
  readonly failure?: string;
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
}

interface Asked {
  readonly resolve: (answer: GitAnswer) => void;
  readonly reject: (error: Error) => void;
}

const program = fileURLToPath(new URL('git-host.ts', import.meta.url));

/** How long the program that starts git waits for the next order before it ends. */
const IDLE_MS = 1000;

let host: GitHost | undefined;

/** Runs git to its end, by a program that is small and so quick to start others. Rejects where it cannot be started. */
export async function askGit(run: GitRun): Promise<GitAnswer> {
  host ??= new GitHost();
  return host.ask(run);
}

class GitHost {
  readonly #child: ChildProcess;
  readonly #asked = new Map<number, Asked>();
  #orders = 0;
  #idle: NodeJS.Timeout | undefined;

  constructor() {
    const { PATH, NODE_COMPILE_CACHE } = process.env;
    this.#child = fork(program, {
      env: { PATH, NODE_COMPILE_CACHE },
      execArgv: ['--no-warnings'],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.#child.on('message', (message) => {
      this.#answered(message as GitAnswer);
    });
    this.#child.once('error', (error) => {
      this.#end(error);
    });
    this.#child.once('exit', () => {
      this.#end(new Error('The program that starts git has ended.'));
    });
  }

  ask(run: GitRun): Promise<GitAnswer> {
    clearTimeout(this.#idle);
    this.#child.ref();
    this.#child.channel?.ref();
    const id = ++this.#orders;
    return new Promise((resolve, reject) => {
      this.#asked.set(id, { resolve, reject });
      this.#child.send({ ...run, id } satisfies GitOrder, (error) => {
        if (error) this.#end(error);
      });
    });
  }

  #answered(answer: GitAnswer): void {
    const asked = this.#asked.get(answer.id);
    this.#asked.delete(answer.id);
    if (answer.failure === undefined) asked?.resolve(answer);
    else asked?.reject(new Error(`git could not be started: ${answer.failure}`));
    if (this.#asked.size === 0) this.#rest();
  }

  /** Nothing is asked: whoever has nothing else to do may end, and so does this after a while. */
  #rest(): void {
    this.#child.unref();
    this.#child.channel?.unref();
    this.#idle = setTimeout(() => {
      this.#forget();
      this.#child.disconnect();
    }, IDLE_MS).unref();
  }

  #forget(): void {
    if (host === this) host = undefined;
  }

  #end(error: Error): void {
    clearTimeout(this.#idle);
    this.#forget();
    for (const { reject } of this.#asked.values()) reject(error);
    this.#asked.clear();
  }
}
