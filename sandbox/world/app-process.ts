import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { until } from './until.ts';

export interface AppProcess {
  readonly pid: number;
  /** Everything the app has logged so far: JSON, a line each. */
  readonly log: () => string;
  /** Ends the process as an operator would (SIGTERM), or as a crash would (SIGKILL), and waits until it is gone. */
  readonly stop: (signal?: 'SIGTERM' | 'SIGKILL') => Promise<void>;
}

const main = fileURLToPath(new URL('../../app/main.ts', import.meta.url));

/**
 * Starts the app as a process of its own with PATH, Node's cache and just this environment, and waits until it answers
 * on `/readyz`.
 *
 * @param port a free loopback port; GitHub is told it before the app runs
 */
export async function startApp(
  port: number,
  environment: Readonly<Record<string, string>>,
): Promise<AppProcess> {
  const { PATH, NODE_COMPILE_CACHE } = process.env;
  const chunks: string[] = [];
  const child = spawn(process.execPath, ['--no-warnings', main], {
    env: { PATH, NODE_COMPILE_CACHE, ...environment, HOST: '127.0.0.1', PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => chunks.push(chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => chunks.push(chunk));
  const log = (): string => chunks.join('');

  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;

  const stop = async (signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> => {
    if (hasEnded()) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  };

  try {
    await until('the app to be ready', async () => {
      if (hasEnded()) throw new Error(`The app exited with ${child.exitCode ?? child.signalCode}:\n${log()}`);
      const answer = await fetch(`http://127.0.0.1:${port}/readyz`, {
        signal: AbortSignal.timeout(2000),
      }).catch(() => undefined);
      return answer?.ok;
    });
  } catch (error) {
    await stop('SIGKILL');
    throw new Error(`The app did not become ready. Its log:\n${log()}`, { cause: error });
  }
  return { pid: child.pid ?? 0, log, stop };
}
