import { existsSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

import { cannotWrite, fileErrorReason } from '../../core/common/cannot-write.ts';
import { VaultMeshError } from '../../core/common/error.ts';
import type { Terminal } from '../terminal.ts';
import { checkOutput } from '../write-output.ts';

/**
 * The pin in the file `path`; `undefined` when there is none yet. Throws before anything is audited when the file could
 * not be written afterwards.
 */
export async function readPin(terminal: Terminal, path: string): Promise<string | undefined> {
  if (path === '') throw new VaultMeshError('usage', '--pin takes the name of a file.');
  await checkOutput(terminal, { path, option: '--pin' });
  const place = resolve(terminal.directory, path);
  if (!existsSync(place)) return undefined;
  try {
    return await readFile(place, 'utf8');
  } catch (cause) {
    throw new VaultMeshError(
      'not-permitted',
      `The pin ${path} cannot be read (${fileErrorReason(cause)}); check the path given to --pin.`,
      { cause },
    );
  }
}

/** In one step: half a checkpoint would make the next audit fail. */
export async function writePin(terminal: Terminal, path: string, note: string): Promise<void> {
  const place = resolve(terminal.directory, path);
  try {
    await writeFile(`${place}.new`, note);
    await rename(`${place}.new`, place);
  } catch (error) {
    throw cannotWrite(path, error, `check that ${dirname(place)} can be written`);
  }
}
