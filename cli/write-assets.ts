import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { VaultMeshError } from '../core/common/error.ts';
import type { Outcome } from '../core/common/outcome.ts';
import type { ReleaseAsset } from '../core/remembrancer/release/index.ts';
import type { Terminal } from './terminal.ts';
import { openOutputFolder, writeOutput } from './write-output.ts';

/**
 * Writes files that go beside the artifacts at `paths` into the folder `out`, and gives a line for each. Earlier files of
 * their names are replaced. Throws `conflict`, before it writes any, when one of them is an artifact, by a link too.
 */
export async function writeAssets(
  terminal: Terminal,
  out: string,
  assets: readonly ReleaseAsset[],
  paths: readonly string[],
): Promise<string[]> {
  await openOutputFolder(terminal, out);
  const artifacts = await Promise.all(paths.map(identityOf));
  for (const { name } of assets) {
    const place = await identityOf(resolve(terminal.directory, out, name));
    if (place === undefined || !artifacts.includes(place)) continue;
    throw new VaultMeshError(
      'conflict',
      `${join(out, name)} is a file that this is about, and would be overwritten; give another folder to --out.`,
    );
  }
  for (const { name, content } of assets) {
    await writeOutput(terminal, { path: join(out, name), option: '--out' }, content);
  }
  return assets.map(({ name }) => `wrote ${join(out, name)}`);
}

/** Which file it is, whatever its name; `undefined` when there is none. */
const identityOf = (path: string): Promise<string | undefined> =>
  stat(path, { bigint: true }).then(
    ({ dev, ino }) => `${dev}:${ino}`,
    () => undefined,
  );

/** `outcome` with the paths that its files were written to. */
export const withFiles = <Result extends object>(
  outcome: Outcome<Result>,
  out: string,
  assets: readonly ReleaseAsset[],
): Outcome<Result & { readonly files: readonly string[] }> => {
  const { result, ...rest } = outcome;
  const files = assets.map(({ name }) => join(out, name));
  return { ...rest, ...(result && { result: { ...result, files } }) };
};
