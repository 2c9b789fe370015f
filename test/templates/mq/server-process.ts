import { type ChildProcess, spawn } from 'node:child_process';
import { until } from '../contract/service-process.ts';

/** A server that is started, ended and started again. */
export interface ServerProcess {
  /** Returns when the server is ready; nothing of it is left when it never is. */
  readonly start: (ready: () => Promise<boolean>) => Promise<void>;
  /** SIGTERM ends it as an operator does, SIGKILL as a crash does. Returns when nothing of it is left. */
  readonly end: (signal: NodeJS.Signals) => Promise<void>;
}

const PATIENCE_MS = 240_000;

export function serverProcess(
  command: string,
  words: readonly string[],
  env: NodeJS.ProcessEnv,
): ServerProcess {
  let child: ChildProcess | undefined;
  const start: ServerProcess['start'] = async (ready) => {
    // A group of its own: a server may be a shell script around what is to be ended.
    const started = spawn(command, words, { env, stdio: 'ignore', detached: true });
    let failure: Error | undefined;
    started.on('error', (error) => (failure = error));
    child = started;
    try {
      await until(async () => {
        if (failure !== undefined) throw failure;
        if (started.exitCode !== null) throw new Error(`${command} ended with ${started.exitCode}`);
        return ready().catch(() => false);
      }, PATIENCE_MS);
    } catch (error) {
      await end('SIGKILL');
      throw error;
    }
  };
  const end: ServerProcess['end'] = async (signal) => {
    const group = -(child?.pid ?? 0);
    child = undefined;
    if (group === 0) return;
    send(group, signal);
    await until(() => Promise.resolve(!send(group, 0)), PATIENCE_MS);
  };
  return { start, end };
}

/** Whether any process of the group was there to get the signal. */
function send(group: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(group, signal);
  } catch {
    return false;
  }
}
