import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Makes the folder `path` and those above it. Node's own recursive `mkdir` never ends where none can be made (/proc). */
export async function makeFolder(path: string): Promise<void> {
  if (await isFolder(path)) return;
  if (!(await isFolder(dirname(path)))) await makeFolder(dirname(path));
  await mkdir(path);
}

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
