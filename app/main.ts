import { systemClock } from '../core/common/clock.ts';
import { asVaultMeshError, EXIT_CODES } from '../core/common/error.ts';
import { type Config, readConfig } from './config.ts';
import { startApp } from './start-app.ts';

/** Starts the app with what the environment says, and stops it on SIGTERM or SIGINT. */
async function main(): Promise<void> {
  let config: Config;
  try {
    config = readConfig(process.env);
  } catch (error) {
    const { code, message } = asVaultMeshError(error);
    console.error(message);
    process.exitCode = EXIT_CODES[code];
    return;
  }
  const app = await startApp(config, systemClock);
  const stop = () => {
    void app.stop().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

await main();
