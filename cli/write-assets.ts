import { join } from 'node:path';

import type { ReleaseAsset } from '../core/remembrancer/release/index.ts';
import type { Terminal } from './terminal.ts';
import { openOutputFolder, writeOutput } from './write-output.ts';

/** Writes files that go beside an artifact into the folder `out`, and gives a line for each. */
export async function writeAssets(
  terminal: Terminal,
  out: string,
  assets: readonly ReleaseAsset[],
): Promise<string[]> {
  await openOutputFolder(terminal, out);
  for (const { name, content } of assets) {
    await writeOutput(terminal, { path: join(out, name), option: '--out' }, content);
  }
  return assets.map(({ name }) => `wrote ${join(out, name)}`);
}
