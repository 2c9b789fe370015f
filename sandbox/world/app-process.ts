import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { until } from './until.ts';

export interface AppProcess {
  readonly pid: number;
  /** Everything the app has logged so far: JSON, a line each. */
  readonly log: () => string;
  /** Whether no delivery waits or is worked on, and no sweep is under way. */
  readonly isIdle: () => Promise<boolean>;
  /** Ends the process as an operator would (SIGTERM), or as a crash would (SIGKILL), and waits until it is gone. */
  readonly stop: (signal?: 'SIGTERM' | 'SIGKILL') => Promise<void>;
}

const main = fileURLToPath(new URL('../../app/main.ts', import.meta.url));

/**
 * Starts the app as a process of its own with PATH, Node's cache and just this environment, and waits until it answers
 * on `/readyz`.
 *
 * @param port a free loopback port; GitHub is told it before the app runs
 * @param onBegun hears of the process as soon as it runs, before it is ready
 * @param program instead of the app's own; it takes the same environment and answers on the same path
 */
export async function startApp(
  port: number,
  environment: Readonly<Record<string, string>>,
  onBegun?: (app: AppProcess) => void,
  program = main,
): Promise<AppProcess> {
  const { PATH, NODE_COMPILE_CACHE } = process.env;
  const chunks: string[] = [];
  const child = spawn(process.execPath, ['--no-warnings', program], {
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

  /** What `/readyz` says; nothing while the app is not ready. */
  const readiness = async (): Promise<string | undefined> => {
    const signal = AbortSignal.timeout(2000);
    try {
      const answer = await fetch(`http://127.0.0.1:${port}/readyz`, { signal });
      return answer.ok ? await answer.text() : undefined;
    } catch {
      return undefined;
    }
  };

  const app: AppProcess = {
    pid: child.pid ?? 0,
    log,
    isIdle: async () => (await readiness())?.trim() === 'idle',
    stop,
  };
  onBegun?.(app);
  try {
    await until('the app to be ready', () => {
      if (hasEnded()) throw new Error(`The app exited with ${child.exitCode ?? child.signalCode}:\n${log()}`);
      return readiness();
    });
  } catch (error) {
    await stop('SIGKILL');
    throw new Error(`The app did not become ready. Its log:\n${log()}`, { cause: error });
  }
  return app;
}
