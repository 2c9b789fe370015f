import { VaultMeshError } from '../../../common/error.ts';
import { ed25519FromSeed, ed25519Seed, type Ed25519Key } from './ed25519.ts';
import { formatKeyText, isKeyName, keyIdOf, parseKeyText } from './key-text.ts';

const PREFIX = 'PRIVATE+KEY+';

/** A private key read from its text: for `type`, with its name, key id and public half as a verifier key. */
export interface SignerKey {
  readonly name: string;
  readonly keyId: number;
  readonly verifierKey: string;
  readonly pair: Ed25519Key;
}

/** A new Ed25519 key of the given signature type, as the texts that `parseSignerKeyText` and `parseVerifierKey` read. */
export function generateKeyText(name: string, type: number): { signerKey: string; verifierKey: string } {
  if (!isKeyName(name)) {
    throw new VaultMeshError('usage', `A key cannot be named "${name}": use a name without spaces and "+".`);
  }
  const seed = ed25519Seed();
  const { publicKey } = ed25519FromSeed(seed);
  const keyId = keyIdOf(name, type, publicKey);
  return {
    signerKey: PREFIX + formatKeyText({ name, keyId, type, key: seed }),
    verifierKey: formatKeyText({ name, keyId, type, key: publicKey }),
  };
}

/**
 * Reads the signer format of golang.org/x/mod/sumdb/note: `PRIVATE+KEY+<name>+<8 hex key id>+<base64(type ‖ seed)>`.
 * `what` names the key in the error. Throws `usage` that says what is wrong, and never repeats the text.
 */
export function parseSignerKeyText(text: string, type: number, what: string): SignerKey {
  const refuse = (reason: string): VaultMeshError =>
    new VaultMeshError(
      'usage',
      `The ${what} is not usable: ${reason}. It must read PRIVATE+KEY+<name>+<key id>+<base64>, on one line.`,
    );
  const line = text.trim();
  if (!line.startsWith(PREFIX)) throw refuse(`it does not start with ${PREFIX}`);
  const parts = parseKeyText(line.slice(PREFIX.length));
  if (typeof parts === 'string') throw refuse(`its ${parts} is wrong`);
  if (parts.type !== type) {
    throw refuse(`it is a key of signature type ${parts.type}, and type ${type} is needed here`);
  }
  const pair = ed25519FromSeed(parts.key);
  const keyId = keyIdOf(parts.name, type, pair.publicKey);
  if (keyId !== parts.keyId) throw refuse('its key id does not belong to its key and name');
  const verifierKey = formatKeyText({ name: parts.name, keyId, type, key: pair.publicKey });
  return { name: parts.name, keyId, verifierKey, pair };
}
