import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Whether a file or folder of this name is passed over, with all below it: hidden ones, and `node_modules`. */
export const isPassedOver = (name: string): boolean => name.startsWith('.') || name === 'node_modules';

/** The files of a folder and those below it, with `/`, sorted, but for what is passed over; links are not followed. */
export async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const files = await Promise.all(
    entries
      .filter(({ name }) => !isPassedOver(name))
      .map(async (entry) => {
        if (entry.isFile()) return [entry.name];
        if (!entry.isDirectory()) return [];
        return (await listFiles(join(folder, entry.name))).map((name) => `${entry.name}/${name}`);
      }),
  );
  return files.flat().sort();
}
