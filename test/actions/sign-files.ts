import { generateKey } from 'openpgp';

import { sign } from '../../actions/sign/src/main.ts';
import { memoryRunner } from './memory-runner.ts';
import type { Workspace } from './workspace.ts';

/** The sign step over `files` with a new OpenPGP key and without Sigstore, as it stands before an append. */
export async function signFiles({ run }: Workspace, files: readonly string[]): Promise<void> {
  const { privateKey } = await generateKey({
    userIDs: [{ name: 'acme' }],
    type: 'ecc',
    curve: 'ed25519Legacy',
  });
  await sign(
    {
      kind: 'release',
      operation: '',
      commit: '',
      files,
      checksums: '',
      subjectName: '',
      subjectDigest: '',
      openpgpKey: privateKey,
      openpgpPassphrase: undefined,
      sigstore: 'off',
      fulcioUrl: '',
      rekorUrl: '',
      onMissing: 'defer',
    },
    run,
    memoryRunner(),
  );
}
