import { randomUUID } from 'node:crypto';
import { chmod, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { cannotWrite } from '../../core/common/cannot-write.ts';

/** Puts `text` in the place of the file at `place`, called `path`, in one step and with the same permissions. */
export async function replaceFile(place: string, path: string, text: string): Promise<void> {
  // A name of nobody's, and short enough beside the longest name.
  const draft = join(dirname(place), `.vaultmesh-${randomUUID()}`);
  try {
    const { mode } = await stat(place);
    try {
      await writeFile(draft, text, { mode: 0o600, flag: 'wx' });
      // Not with the file: that would leave out what the umask forbids.
      await chmod(draft, mode & 0o777);
      await rename(draft, place);
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
  } catch (error) {
    throw cannotWrite(path, error, 'see that the folder can be written to');
  }
}
