/** Stops `npm test` before the first test when a program that the tests use is missing, with the line that installs it. */
import { missingPrograms } from '../sandbox/world/missing-programs.ts';
import { findBrowser } from './find-browser.ts';

const browser = await findBrowser().then(
  () => [],
  (error: unknown) => [error instanceof Error ? error.message : String(error)],
);
/** A spawned service and a worker exchange events over the one, and are asked for their metrics by the other. */
const servers = [
  ['nats-server', ['--version'], 'nats-server'],
  ['prometheus', ['--version'], 'prometheus'],
] as const;
const missing = [...(await missingPrograms(servers)), ...browser];
for (const line of missing) console.error(line);
process.exitCode = missing.length > 0 ? 3 : 0;
