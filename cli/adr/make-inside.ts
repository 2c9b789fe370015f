import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

import { cannotWrite } from '../../core/common/cannot-write.ts';
import { makeFolder } from '../make-folder.ts';
import { resolveInside } from './resolve-inside.ts';

/** Makes the folder `path` below `directory` where it is not there, through no link that leads out, and returns its real place. */
export async function makeInside(directory: string, path: string): Promise<string> {
  const place = resolve(directory, path);
  let above = place;
  while (!existsSync(above)) above = dirname(above);
  await resolveInside(directory, above);
  try {
    await makeFolder(place);
  } catch (error) {
    throw cannotWrite(path, error, 'check the path of the folder');
  }
  return resolveInside(directory, path);
}
