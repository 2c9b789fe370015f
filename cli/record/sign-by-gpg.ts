import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { utf8 } from '../../core/common/bytes.ts';
import { VaultMeshError } from '../../core/common/error.ts';
import {
  addEvidence,
  createFolder,
  type EvidenceFolder,
  readFolder,
  type Subject,
} from '../../core/remembrancer/evidence/index.ts';
import type { Terminal } from '../terminal.ts';

/** A file to sign. */
export interface SignedFile {
  readonly path: string;
  readonly subject: Subject;
}

const run = promisify(execFile);
/** Somebody may have to type a passphrase, or touch a card. */
const TIMEOUT_MS = 120_000;

/**
 * Makes the evidence folder with detached signatures by gpg, with a key of its keyring or a card, which never leaves it.
 * Throws `not-found` without gpg, and `not-permitted` with what gpg says.
 */
export async function signByGpg(
  { environment }: Terminal,
  key: string,
  files: readonly SignedFile[],
  directory: string,
): Promise<EvidenceFolder> {
  await createFolder(
    directory,
    files.map(({ subject }) => subject),
  );
  for (const { path, subject } of files) {
    const argv = ['--batch', '--armor', '--local-user', key, '--output', '-', '--detach-sign', '--', path];
    const { stdout } = await run('gpg', argv, { env: environment, timeout: TIMEOUT_MS }).catch(
      (error: unknown) => {
        throw gpgFailure(error, key);
      },
    );
    await addEvidence(directory, { layer: 'openpgp', subject: subject.name, content: utf8(stdout) });
  }
  return readFolder(directory);
}

function gpgFailure(cause: unknown, key: string): VaultMeshError {
  const { code, stderr = '' } = cause as { code?: unknown; stderr?: string };
  if (code === 'ENOENT') {
    const message = 'gpg is not there: install GnuPG, or give the key as a file by --openpgp-key FILE.';
    return new VaultMeshError('not-found', message, { cause });
  }
  const said = stderr.trim().split('\n').join('; ');
  return new VaultMeshError(
    'not-permitted',
    `gpg did not sign with ${key}: ${said || 'it took too long'}. "gpg --list-secret-keys" shows the keys that it has.`,
    { cause },
  );
}
