import { createApplication } from './application.ts';
import { readSettings, SERVICE, type Settings } from './settings.ts';
import { pause, within } from './stopping.ts';

// The process: exit code 0 after a clean stop, 1 when it cannot listen, 2 for wrong settings.
const settings = settingsOrExit();
const application = createApplication(settings);
const log = application.logger.child({ logger: 'main' });
const asked = firstSignal();

try {
  await application.http.listen({ host: settings.host, port: settings.port });
} catch (error) {
  log.error({ error }, 'cannot listen');
  process.exit(1);
}
application.start();

const signal = await asked;
log.info({ signal, seconds: settings.drainSeconds }, 'draining');
application.readiness.drain();
const finished = application.finish().catch((error: unknown) => {
  log.error({ error }, 'work did not finish');
});
await pause(settings.drainSeconds);
const work = Promise.all([application.http.close(), finished]);
if (!(await within(settings.shutdownSeconds, work))) log.warn('work was cut off');
await within(1, application.close());
log.info('stopped');
process.exit(0);

function settingsOrExit(): Settings {
  try {
    return readSettings();
  } catch (error) {
    console.error(`${SERVICE}: ${error instanceof Error ? error.message : String(error)}`);
    return process.exit(2);
  }
}

/** Waits for the signal to stop. A second one ends the process at once. */
function firstSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let stopping = false;
    const stop = (name: NodeJS.Signals): void => {
      if (stopping) process.exit(1);
      stopping = true;
      resolve(name);
    };
    process.on('SIGINT', stop).on('SIGTERM', stop);
  });
}
