import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { bundleCli } from '../scripts/bundle-cli.ts';
import { project } from '../test/project.ts';

/** Builds the command into `folder` as the published package has it, and gives the path of its program. */
export async function bundledProgram(folder: string): Promise<string> {
  await bundleCli(project, join(folder, 'build'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
  return join(folder, 'build', 'cli', 'main.js');
}
