import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { project } from '../project.ts';

/** The Actions in `actions/`: its folders that have an `action.yml`. */
export const actionNames: readonly string[] = readdirSync(join(project, 'actions')).filter((name) =>
  existsSync(join(project, 'actions', name, 'action.yml')),
);
