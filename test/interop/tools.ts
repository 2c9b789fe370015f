import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { project } from '../project.ts';

/** The folder into which `npm run interop:install` installs: programs, and packages with the schemas of GitHub and Kubernetes. */
export const interopFolder = join(project, '.cache/interop');

/** The path of an installed outsiders' tool; throws with the line that installs it. */
export function tool(name: string): string {
  for (const folder of ['bin', 'venv/bin']) {
    const path = join(interopFolder, folder, name);
    if (existsSync(path)) return path;
  }
  throw new Error(`${name} is not installed. Run: npm run interop:install`);
}
