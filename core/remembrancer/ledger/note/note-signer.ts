import { VaultMeshError } from '../../../common/error.ts';
import { SIGNATURE_TYPES } from './key-text.ts';
import { generateKeyText, parseSignerKeyText } from './signer-key.ts';

/** Signs the text of notes under a name. `sign` gives what stands behind the key id in the signature line. */
export interface NoteSigner {
  readonly name: string;
  readonly keyId: number;
  /** The public half, in C2SP vkey form. */
  readonly verifierKey: string;
  sign(text: string): Uint8Array;
  /** The key that this one takes the place of. While it is there, both sign whatever the log signs. */
  readonly previous?: NoteSigner;
}

/** The keys that sign for `signer`: its own, and during a rotation the previous one. */
export const signersOf = (signer: NoteSigner): NoteSigner[] =>
  signer.previous === undefined ? [signer] : [signer, signer.previous];

/** A new log key: Ed25519, signature type 0x01. The name is the log's origin, such as `github.com/acme/my-service`. */
export const generateLogKey = (name: string): { signerKey: string; verifierKey: string } =>
  generateKeyText(name, SIGNATURE_TYPES.log);

/**
 * The signer of a log key's text; during a rotation it has the new key on its first line and the previous one on its
 * second. Throws `usage`, without repeating the text, when it is not that.
 */
export function parseSignerKey(text: string): NoteSigner {
  const [line = '', ...rest] = text.trim().split(/\r?\n/u);
  const signer = parseLine(line);
  if (rest.length === 0) return signer;
  const previous = parseLine(rest.join('\n'));
  if (previous.name === signer.name && previous.keyId !== signer.keyId) return { ...signer, previous };
  throw new VaultMeshError(
    'usage',
    `The log key is not usable: its two lines must be different keys of one log, and they are ${signer.name}+${hexId(signer)} and ${previous.name}+${hexId(previous)}.`,
  );
}

/** The key id as key texts have it: 8 digits of hex. */
export const hexId = ({ keyId }: { readonly keyId: number }): string => keyId.toString(16).padStart(8, '0');

function parseLine(text: string): NoteSigner {
  const { name, keyId, verifierKey, pair } = parseSignerKeyText(text, SIGNATURE_TYPES.log, 'log key');
  return { name, keyId, verifierKey, sign: (message) => pair.sign(message) };
}
