import { VaultMeshError } from '../../../common/error.ts';
import { cosignedMessage } from './cosignature.ts';
import { ed25519Verifier } from './ed25519.ts';
import { formatKeyText, keyIdOf, parseKeyText, SIGNATURE_TYPES } from './key-text.ts';

/** Checks the signatures of one key: a log's (type 0x01) or a witness's (type 0x04). */
export interface NoteVerifier {
  readonly name: string;
  readonly keyId: number;
  readonly kind: 'log' | 'witness';
  readonly publicKey: Uint8Array;
  /** The key in C2SP vkey form. */
  readonly verifierKey: string;
  /**
   * The time that a good signature states, in seconds since 1970, rounded where a number cannot have it (from 2^53); 0
   * for a log's, which states none; `undefined` for a bad one.
   */
  verify(text: string, signature: Uint8Array): number | undefined;
}

/**
 * The verifier of a C2SP vkey of type 0x01 or 0x04. Throws `usage` naming what is wrong with the text; what stands
 * behind the name is not repeated, since it may be a private key in the wrong place.
 */
export function parseVerifierKey(vkey: string): NoteVerifier {
  const refuse = (reason: string): VaultMeshError =>
    new VaultMeshError(
      'usage',
      `The text "${nameIn(vkey)}…" is not a verifier key: ${reason}. It must read <name>+<key id>+<base64>, as the log's "vkey" file has it.`,
    );
  const parts = parseKeyText(trimmed(vkey));
  if (typeof parts === 'string') throw refuse(`its ${parts} is wrong`);
  const { name, keyId, type, key } = parts;
  if (type !== SIGNATURE_TYPES.log && type !== SIGNATURE_TYPES.cosignature) {
    throw refuse(`signature type ${type} is not one of 1 (Ed25519) and 4 (cosignature)`);
  }
  if (keyId !== keyIdOf(name, type, key)) throw refuse('its key id does not belong to its key and name');
  const check = ed25519Verifier(key);
  const isLog = type === SIGNATURE_TYPES.log;
  return {
    name,
    keyId,
    kind: isLog ? 'log' : 'witness',
    publicKey: key,
    verifierKey: formatKeyText(parts),
    verify: isLog
      ? (text, signature) => (check(text, signature) ? 0 : undefined)
      : (text, signature) => verifyCosignature(check, text, signature),
  };
}

/** The last time that a cosignature may state (C2SP tlog-cosignature, "Format"). */
const LAST_TIME = 2n ** 63n - 1n;

function verifyCosignature(
  check: (message: string, signature: Uint8Array) => boolean,
  text: string,
  signature: Uint8Array,
): number | undefined {
  if (signature.length !== 72) return undefined;
  const view = new DataView(signature.buffer, signature.byteOffset);
  const seconds = view.getBigUint64(0);
  return seconds <= LAST_TIME && check(cosignedMessage(text, seconds), signature.subarray(8))
    ? Number(seconds)
    : undefined;
}

/** What stands before the first `+`: never key material, and short. */
const nameIn = (vkey: string): string => trimmed(vkey).split('+', 1).join('').slice(0, 200);

/** Without the spaces around it. (`trim` takes U+FEFF away too, with which the name of a key may begin.) */
const trimmed = (text: string): string => text.replace(/^\p{White_Space}+|\p{White_Space}+$/gu, '');
