import { resolve } from 'node:path';

import { counted } from '../../core/common/counted.ts';
import { VaultMeshError } from '../../core/common/error.ts';
import { artifactsOfFiles } from '../../core/remembrancer/evidence/index.ts';
import { evidenceAssets, outcomeOfFolder, sign } from '../../core/remembrancer/release/index.ts';
import { openPgpKeyOf, type OpenPgpOptions } from '../openpgp-options.ts';
import type { CommandReport } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { withTemporaryDirectory } from '../with-temporary-directory.ts';
import { withFiles, writeAssets } from '../write-assets.ts';
import { NO_SIGSTORE } from './no-sigstore.ts';
import { signByGpg } from './sign-by-gpg.ts';

export interface SignOptions extends OpenPgpOptions {
  readonly json?: true;
  /** Of gpg's keyring, in place of a key file. */
  readonly gpgKey?: string;
  readonly out: string;
}

/** Writes a detached OpenPGP signature for each file. */
export async function signFiles(
  terminal: Terminal,
  files: readonly string[],
  options: SignOptions,
): Promise<CommandReport> {
  const key = options.gpgKey ?? (await requiredKey(terminal, options));
  const paths = files.map((file) => resolve(terminal.directory, file));
  const artifacts = await artifactsOfFiles(paths);
  const { clock } = terminal;
  const folder = await withTemporaryDirectory((directory) =>
    typeof key === 'string'
      ? signByGpg(
          terminal,
          key,
          artifacts.map(({ subject }, i) => ({ subject, path: paths[i] ?? '' })),
          directory,
        )
      : sign({ directory, artifacts, openpgp: key, sigstore: NO_SIGSTORE, onMissing: 'defer', clock }),
  );
  const assets = folder.subjects.flatMap(({ name }) => evidenceAssets(name, folder.evidence));
  const lines = await writeAssets(terminal, options.out, assets, paths);
  return {
    // The folder also holds the key, and lacks what only a record has; neither was asked for here.
    outcome: {
      ...withFiles(outcomeOfFolder(files.join(' '), folder), options.out, assets),
      message: `Wrote ${counted(assets.length, 'signature')}.`,
    },
    lines,
  };
}

async function requiredKey(
  terminal: Terminal,
  options: SignOptions,
): Promise<{ armoredKey: string; passphrase?: string }> {
  const openpgp = await openPgpKeyOf(terminal, options);
  if (openpgp !== undefined) return openpgp;
  throw new VaultMeshError(
    'usage',
    'There is no OpenPGP key: give --openpgp-key FILE or --gpg-key ID, or set VAULTMESH_OPENPGP_KEY.',
  );
}
