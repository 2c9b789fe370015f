import { optionalSecret } from './secret.ts';
import type { Terminal } from './terminal.ts';

/** Options of every command that signs, as commander takes them. */
export const OPENPGP_KEY_OPTION = [
  '--openpgp-key <file>',
  'file with the armored private OpenPGP key (or VAULTMESH_OPENPGP_KEY)',
] as const;

export const OPENPGP_PASSPHRASE_OPTION = [
  '--openpgp-passphrase-file <file>',
  'file with its passphrase (or VAULTMESH_OPENPGP_PASSPHRASE)',
] as const;

export interface OpenPgpOptions {
  readonly openpgpKey?: string;
  readonly openpgpPassphraseFile?: string;
}

/** The OpenPGP key to sign with; `undefined` when there is none. Throws `not-found` for a file that cannot be read. */
export async function openPgpKeyOf(
  terminal: Terminal,
  options: OpenPgpOptions,
): Promise<{ armoredKey: string; passphrase?: string } | undefined> {
  const armoredKey = await optionalSecret(terminal, {
    what: 'OpenPGP key',
    option: '--openpgp-key FILE',
    variable: 'VAULTMESH_OPENPGP_KEY',
    file: options.openpgpKey,
  });
  if (armoredKey === undefined) return undefined;
  const passphrase = await optionalSecret(terminal, {
    what: 'OpenPGP passphrase',
    option: '--openpgp-passphrase-file FILE',
    variable: 'VAULTMESH_OPENPGP_PASSPHRASE',
    file: options.openpgpPassphraseFile,
  });
  return { armoredKey, ...(passphrase !== undefined && { passphrase }) };
}
