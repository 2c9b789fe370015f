import { SIGNATURE_TYPES } from './key-text.ts';
import { generateKeyText, parseSignerKeyText } from './signer-key.ts';

/** Signs the text of notes under a name. `sign` gives what stands behind the key id in the signature line. */
export interface NoteSigner {
  readonly name: string;
  readonly keyId: number;
  /** The public half, in C2SP vkey form. */
  readonly verifierKey: string;
  sign(text: string): Uint8Array;
}

/** A new log key: Ed25519, signature type 0x01. The name is the log's origin, such as `github.com/acme/my-service`. */
export const generateLogKey = (name: string): { signerKey: string; verifierKey: string } =>
  generateKeyText(name, SIGNATURE_TYPES.log);

/** The signer of a log key's text. Throws `usage`, without repeating the text, when it is not one. */
export function parseSignerKey(text: string): NoteSigner {
  const { name, keyId, verifierKey, pair } = parseSignerKeyText(text, SIGNATURE_TYPES.log, 'log key');
  return { name, keyId, verifierKey, sign: (message) => pair.sign(message) };
}
