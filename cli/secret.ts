import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

import { VaultMeshError } from '../core/common/error.ts';
import type { Terminal } from './terminal.ts';

/** Where a command takes a secret from; never from an argument's value, which every process of the machine can read. */
export interface SecretSource {
  /** For error messages: `log key`. */
  readonly what: string;
  /** Path given by an option such as `--log-key FILE`. */
  readonly file: string | undefined;
  /** For error messages: `--log-key FILE`. */
  readonly option: string;
  readonly variable: string;
}

/** The secret from its file or, without one, from the environment; `undefined` when neither is given. */
export async function optionalSecret(terminal: Terminal, source: SecretSource): Promise<string | undefined> {
  if (source.file === undefined) return terminal.environment[source.variable] || undefined;
  try {
    return (await readFile(resolve(terminal.directory, source.file), 'utf8')).trim();
  } catch (cause) {
    throw new VaultMeshError(
      'not-found',
      `The ${source.what} in ${source.file} cannot be read; check the path given to ${source.option}.`,
      { cause },
    );
  }
}

/** As `optionalSecret`; throws `usage` when there is none. */
export async function requiredSecret(terminal: Terminal, source: SecretSource): Promise<string> {
  const secret = await optionalSecret(terminal, source);
  if (secret !== undefined) return secret;
  throw new VaultMeshError(
    'usage',
    `There is no ${source.what}: give ${source.option} or set ${source.variable}.`,
  );
}
