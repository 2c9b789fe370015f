import { access, constants, stat, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

import { cannotWrite } from '../core/common/cannot-write.ts';
import { makeFolder } from './make-folder.ts';
import type { Terminal } from './terminal.ts';

const check = (option: string): string => `check the path given to ${option}`;

/** A file that a command writes, and the option that named it: for the error when it cannot be written. */
export interface OutputFile {
  readonly path: string;
  readonly option: string;
  /** A key: only its owner may read it, and it never takes the place of a file. */
  readonly isSecret?: true;
}

/** Writes it. Throws `not-found`, `not-permitted`, `usage` or `conflict` that names path, reason and option. */
export async function writeOutput(
  terminal: Terminal,
  { path, option, isSecret }: OutputFile,
  content: string | Uint8Array,
): Promise<void> {
  try {
    await writeFile(
      resolve(terminal.directory, path),
      content,
      isSecret === true ? { mode: 0o600, flag: 'wx' } : {},
    );
  } catch (error) {
    throw cannotWrite(path, error, check(option));
  }
}

/** Throws as `writeOutput` when the file could not be written; for before something that cannot be undone. */
export async function checkOutput(terminal: Terminal, { path, option }: OutputFile): Promise<void> {
  const place = resolve(terminal.directory, path);
  try {
    const found = await stat(place).catch(() => undefined);
    if (found?.isDirectory() === true) throw Object.assign(new Error(path), { code: 'EISDIR' });
    await access(found === undefined ? dirname(place) : place, constants.W_OK);
  } catch (error) {
    throw cannotWrite(path, error, check(option));
  }
}

/** Makes the folder `path` where it is not there, and throws as `writeOutput` when no file can be written into it. */
export async function openOutputFolder(terminal: Terminal, path: string, option = '--out'): Promise<void> {
  const folder = resolve(terminal.directory, path);
  try {
    await makeFolder(folder);
    await access(folder, constants.W_OK);
  } catch (error) {
    throw cannotWrite(path, error, `${check(option)}, which is a folder`);
  }
}
