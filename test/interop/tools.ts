import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { project } from '../project.ts';

const cache = join(project, '.cache/interop');

/** The folder into which `npm run interop:install` installed npm packages: GitHub's published schemas. */
export const schemas = cache;

/** The path of an installed outsiders' tool; throws with the line that installs it. */
export function tool(name: string): string {
  for (const folder of ['bin', 'venv/bin']) {
    const path = join(cache, folder, name);
    if (existsSync(path)) return path;
  }
  throw new Error(`${name} is not installed. Run: npm run interop:install`);
}
