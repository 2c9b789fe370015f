/** Stops `npm test` before the first test when a program that the tests use is missing, with the line that installs it. */
import { missingPrograms } from '../sandbox/world/missing-programs.ts';

const missing = await missingPrograms();
for (const line of missing) console.error(line);
process.exitCode = missing.length > 0 ? 3 : 0;
