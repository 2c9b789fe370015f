/** Stops `npm test` before the first test when a program that the tests use is missing, with the line that installs it. */
import { missingPrograms } from '../sandbox/world/missing-programs.ts';
import { findBrowser } from './find-browser.ts';

const browser = await findBrowser().then(
  () => [],
  (error: unknown) => [error instanceof Error ? error.message : String(error)],
);
/** The languages of spawned services, and the servers that these exchange events over and are asked for metrics by. */
const others = [
  ['go', ['version'], 'https://go.dev/doc/install'],
  ['cargo', ['--version'], 'https://rust-lang.org/tools/install'],
  ['cc', ['--version'], 'gcc'],
  ['nats-server', ['--version'], 'nats-server'],
  ['prometheus', ['--version'], 'prometheus'],
] as const;
const missing = [...(await missingPrograms(others)), ...browser];
for (const line of missing) console.error(line);
process.exitCode = missing.length > 0 ? 3 : 0;
