import { systemClock } from '../core/common/clock.ts';
import { EXIT_CODES, VaultMeshError } from '../core/common/error.ts';
import { readConfig } from './config.ts';
import { type RunningApp, startApp } from './start-app.ts';

/** Starts the app with what the environment says, and stops it on SIGTERM or SIGINT. */
async function main(): Promise<void> {
  const app = await started();
  const stop = () => {
    void app.stop().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

/** Ends the process where it cannot start, with the reason in a sentence: a queue may be open by then. */
async function started(): Promise<RunningApp> {
  try {
    return await startApp(readConfig(process.env), systemClock);
  } catch (error) {
    if (!(error instanceof VaultMeshError)) throw error;
    console.error(error.message);
    process.exit(EXIT_CODES[error.code]);
  }
}

await main();
