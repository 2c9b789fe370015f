import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { asVaultMeshError, type VaultMeshError } from '../../../core/common/error.ts';

export interface ProcessRequest {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** When it aborts, the whole process group is ended. */
  readonly signal: AbortSignal;
  /** Called for each line of standard output and standard error; an error it throws ends the process and is thrown. */
  readonly onLine: (line: string, stream: 'stdout' | 'stderr') => void;
}

/** How long a process has between the request to end and the end. */
const GRACE_MS = 2_000;

/**
 * Runs a program in a process group of its own and returns its exit code, `undefined` when it was ended by a
 * signal. Nothing that it started in its group outlives it.
 */
export async function runProcess(request: ProcessRequest): Promise<number | undefined> {
  request.signal.throwIfAborted();
  const child = spawn(request.command, request.args, {
    cwd: request.cwd,
    env: request.env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { pid } = child;
  if (pid === undefined) {
    const [error] = (await once(child, 'error')) as [Error];
    throw error;
  }

  let grace: NodeJS.Timeout | undefined;
  const end = (): void => {
    signalGroup(pid, 'SIGTERM');
    grace ??= setTimeout(signalGroup, GRACE_MS, pid, 'SIGKILL');
  };
  let failure: VaultMeshError | undefined;
  const read = async (stream: Readable, name: 'stdout' | 'stderr'): Promise<void> => {
    for await (const line of createInterface({ input: stream, crlfDelay: Infinity })) {
      if (failure !== undefined) continue;
      try {
        request.onLine(line, name);
      } catch (error) {
        failure = asVaultMeshError(error);
        end();
      }
    }
  };

  request.signal.addEventListener('abort', end);
  try {
    const exited = once(child, 'exit') as Promise<[number | null]>;
    const output = Promise.all([read(child.stdout, 'stdout'), read(child.stderr, 'stderr')]);
    const [code] = await exited;
    // What it left running would hold its output open, and outlive the job.
    signalGroup(pid, 'SIGKILL');
    await output;
    if (failure !== undefined) throw failure;
    return code ?? undefined;
  } finally {
    clearTimeout(grace);
    request.signal.removeEventListener('abort', end);
  }
}

function signalGroup(pid: number, signal: 'SIGTERM' | 'SIGKILL'): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // The group has ended already.
  }
}
