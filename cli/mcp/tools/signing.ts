import { lstat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

import { VaultMeshError } from '../../../core/common/error.ts';
import { signFiles } from '../../record/sign-files.ts';
import type { CommandReport } from '../../run-command.ts';
import type { Terminal } from '../../terminal.ts';
import { allowedFile } from '../allowed-file.ts';
import type { McpOptions } from '../mcp-options.ts';

/** Signs files of the server's folder as `vaultmesh sign` does, with the key of the server's options or environment. */
export const signing =
  (terminal: Terminal, options: McpOptions) =>
  async (path: string): Promise<CommandReport> => {
    const { directory } = terminal;
    const { openpgpKey, openpgpPassphraseFile } = options;
    const { folder, file } = await allowedFile(terminal, options.folder, path);
    const here = { ...terminal, directory: folder };
    await refuseLink(resolve(here.directory, `${file}.asc`));
    return signFiles(here, [file], {
      out: dirname(file),
      ...(openpgpKey !== undefined && { openpgpKey: resolve(directory, openpgpKey) }),
      ...(openpgpPassphraseFile !== undefined && {
        openpgpPassphraseFile: resolve(directory, openpgpPassphraseFile),
      }),
    });
  };

/** A link would take the signature out of the folder. */
async function refuseLink(signature: string): Promise<void> {
  const found = await lstat(signature).catch(() => undefined);
  if (found?.isSymbolicLink() !== true) return;
  throw new VaultMeshError(
    'not-permitted',
    'The signature of that file is a link, and is not written through.',
  );
}
