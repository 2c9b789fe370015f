import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** The files of a folder and those below it, with `/`, sorted; hidden ones and `node_modules` left out, and links not followed. */
export async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const files = await Promise.all(
    entries
      .filter(({ name }) => !name.startsWith('.') && name !== 'node_modules')
      .map(async (entry) => {
        if (entry.isFile()) return [entry.name];
        if (!entry.isDirectory()) return [];
        return (await listFiles(join(folder, entry.name))).map((name) => `${entry.name}/${name}`);
      }),
  );
  return files.flat().sort();
}
