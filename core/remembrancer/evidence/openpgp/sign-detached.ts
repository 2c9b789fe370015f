import { createMessage, decryptKey, readPrivateKey, sign, type PrivateKey } from 'openpgp';

import type { Clock } from '../../../common/clock.ts';
import { VaultMeshError } from '../../../common/error.ts';
import type { ArtifactContent } from '../artifact-content.ts';
import { drain } from './drain.ts';

export interface SignDetachedOptions {
  readonly content: ArtifactContent;
  /** An armored private key, as `gpg --export-secret-keys --armor` writes it. */
  readonly armoredKey: string;
  readonly passphrase?: string;
  readonly clock: Clock;
}

export interface DetachedSignature {
  /** Armored detached signature, the content of a `.asc` file. */
  readonly signature: string;
  /** The signer's armored public key. */
  readonly publicKey: string;
  /** Fingerprint of the primary key: upper-case hex, as gpg prints it. */
  readonly fingerprint: string;
}

/**
 * Signs the content with the newest signing key of `armoredKey` that is valid at the clock's time (RFC 9580).
 *
 * Throws `usage` for a key that cannot be read, unlocked or used for signing. No message contains key material.
 */
export async function signDetached(options: SignDetachedOptions): Promise<DetachedSignature> {
  const date = options.clock();
  const key = await unlock(options.armoredKey, options.passphrase);
  const fingerprint = key.getFingerprint().toUpperCase();
  try {
    await key.getSigningKey(undefined, date);
  } catch (cause) {
    throw new VaultMeshError(
      'usage',
      `The OpenPGP key ${fingerprint} has no signing key that is valid at ${date.toISOString()}; ` +
        'extend or replace the key.',
      { cause },
    );
  }
  const message = await createMessage({ binary: options.content(), format: 'binary' });
  const signed = await sign({ message, signingKeys: key, detached: true, format: 'object', date });
  const [signature] = await Promise.all([readToEnd(signed.armor()), drain(message.getLiteralData())]);
  return { signature, publicKey: key.toPublic().armor(), fingerprint };
}

async function unlock(armoredKey: string, passphrase: string | undefined): Promise<PrivateKey> {
  let key: PrivateKey;
  try {
    key = await readPrivateKey({ armoredKey });
  } catch {
    // The parser's message may quote what it was given; it is left out on purpose.
    throw new VaultMeshError(
      'usage',
      'The OpenPGP key is not an armored private key; give what `gpg --export-secret-keys --armor` prints.',
    );
  }
  if (key.isDecrypted()) return key;
  if (!passphrase) {
    throw new VaultMeshError(
      'usage',
      'The OpenPGP key is protected by a passphrase; give the passphrase too.',
    );
  }
  try {
    return await decryptKey({ privateKey: key, passphrase });
  } catch {
    throw new VaultMeshError('usage', 'The passphrase does not unlock the OpenPGP key.');
  }
}

async function readToEnd(text: string | AsyncIterable<string>): Promise<string> {
  if (typeof text === 'string') return text;
  let all = '';
  for await (const part of text) all += part;
  return all;
}
