import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import type { ReleaseAsset } from '../core/remembrancer/release/index.ts';
import type { Terminal } from './terminal.ts';

/** Writes files that go beside an artifact into the folder `out`, and gives a line for each. */
export async function writeAssets(
  terminal: Terminal,
  out: string,
  assets: readonly ReleaseAsset[],
): Promise<string[]> {
  const directory = resolve(terminal.directory, out);
  await mkdir(directory, { recursive: true });
  for (const { name, content } of assets) await writeFile(join(directory, name), content);
  return assets.map(({ name }) => `wrote ${join(out, name)}`);
}
