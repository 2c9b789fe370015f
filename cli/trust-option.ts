import { access } from 'node:fs/promises';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

import { VaultMeshError } from '../core/common/error.ts';
import type { Terminal } from './terminal.ts';

/** The option of commands that judge by a trust file, as commander takes it. */
export const TRUST_OPTION = [
  '--trust <file>',
  'the trust file, made by "vaultmesh trust init"; by default ~/.config/vaultmesh/trust.json, where you have put one',
] as const;

/**
 * The path of the trust file: the one given, else that in the person's own configuration folder (XDG Base Directory).
 * Never one that merely lies where the command is run, since whoever made a download could have put it there. Throws
 * `usage` when there is none.
 */
export async function trustFilePath({ environment }: Terminal, given: string | undefined): Promise<string> {
  if (given !== undefined) return given;
  const { XDG_CONFIG_HOME: xdg = '', HOME: home = homedir() } = environment;
  const path = join(isAbsolute(xdg) ? xdg : join(home, '.config'), 'vaultmesh', 'trust.json');
  try {
    await access(path);
    return path;
  } catch (cause) {
    throw new VaultMeshError(
      'usage',
      `There is no trust file to judge by: give --trust FILE, or put one at ${path}; "vaultmesh trust init" makes one.`,
      { cause },
    );
  }
}
