import { rename, rm, stat, writeFile } from 'node:fs/promises';

import { cannotWrite } from '../../core/common/cannot-write.ts';

/** Puts `text` in the place of the file at `place`, called `path`, in one step and with the same permissions. */
export async function replaceFile(place: string, path: string, text: string): Promise<void> {
  const draft = `${place}.new`;
  try {
    const { mode } = await stat(place);
    await rm(draft, { force: true });
    await writeFile(draft, text, { mode, flag: 'wx' });
    await rename(draft, place);
  } catch (error) {
    throw cannotWrite(path, error, 'see that the folder can be written to');
  }
}
