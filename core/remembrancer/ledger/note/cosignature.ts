import type { Clock } from '../../../common/clock.ts';
import { concatBytes } from '../../../common/bytes.ts';
import { SIGNATURE_TYPES } from './key-text.ts';
import { addSignatures } from './sign-note.ts';
import { splitNote } from './note-text.ts';
import { generateKeyText, parseSignerKeyText } from './signer-key.ts';

/** A witness's key. A cosignature says: this is the largest consistent tree that I saw, at that time. */
export interface CosignatureSigner {
  readonly name: string;
  readonly keyId: number;
  /** The public half, in C2SP vkey form. */
  readonly verifierKey: string;
  /** `timestamp` (8 bytes, seconds since 1970) ‖ Ed25519 signature. */
  cosign(checkpointText: string, seconds: number): Uint8Array;
}

/** A new witness key: Ed25519, signature type 0x04 (C2SP tlog-cosignature). */
export const generateWitnessKey = (name: string): { signerKey: string; verifierKey: string } =>
  generateKeyText(name, SIGNATURE_TYPES.cosignature);

/** The signer of a witness key's text. Throws `usage`, without repeating the text, when it is not one. */
export function parseWitnessKey(text: string): CosignatureSigner {
  const key = parseSignerKeyText(text, SIGNATURE_TYPES.cosignature, 'witness key');
  return {
    name: key.name,
    keyId: key.keyId,
    verifierKey: key.verifierKey,
    cosign: (checkpointText, seconds) =>
      concatBytes(uint64(BigInt(seconds)), key.pair.sign(cosignedMessage(checkpointText, BigInt(seconds)))),
  };
}

/** The note `checkpointNote` with a cosignature line added, dated now. Whether it deserves one is for the caller to check. */
export function cosign(checkpointNote: string, signer: CosignatureSigner, clock: Clock): string {
  const { text } = splitNote(checkpointNote);
  const signature = signer.cosign(text, Math.floor(clock().getTime() / 1000));
  return addSignatures(checkpointNote, { name: signer.name, keyId: signer.keyId, signature });
}

/** What a cosignature signs (C2SP tlog-cosignature, "Ed25519 signed message"). */
export const cosignedMessage = (checkpointText: string, seconds: bigint): string =>
  `cosignature/v1\ntime ${seconds}\n${checkpointText}`;

function uint64(value: bigint): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, value);
  return bytes;
}
