import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe } from '@jest/globals';

/** A file or folder of the data that lies beside the project and is not part of it. */
export const sharedData = (path: string): string =>
  fileURLToPath(new URL(`../../../../../shared/data/${path}`, import.meta.url));

/** `describe` for tests that need the shared data at `path`; skipped, and saying so, where it is not. */
export function describeWithData(path: string, name: string, tests: () => void): void {
  if (existsSync(sharedData(path))) describe(name, tests);
  else describe.skip(`${name} (skipped: there is no ../shared/data/${path})`, tests);
}
