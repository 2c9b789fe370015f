import { concatBytes, fromBase64, fromHex, sha256, toBase64, utf8 } from '../../../common/bytes.ts';

/** Signature types of C2SP signed-note that the ledger uses: the log's own signature and a witness's cosignature. */
export const SIGNATURE_TYPES = { log: 0x01, cosignature: 0x04 } as const;

/** The parts of a key text `<name>+<8 hex key id>+<base64(type ‖ key)>`, of a verifier key or behind `PRIVATE+KEY+`. */
export interface KeyText {
  readonly name: string;
  readonly keyId: number;
  readonly type: number;
  readonly key: Uint8Array;
}

/** Whether `name` may name a key: not empty, no Unicode space (which U+FEFF is not), no `+` (C2SP signed-note, "Format"). */
export function isKeyName(name: string): boolean {
  return name !== '' && name.isWellFormed() && !/[\p{White_Space}+]/u.test(name);
}

/** `SHA-256(name ‖ 0x0A ‖ type ‖ public key)[:4]`, big-endian. */
export function keyIdOf(name: string, type: number, publicKey: Uint8Array): number {
  const digest = sha256(concatBytes(utf8(`${name}\n`), Uint8Array.of(type), publicKey));
  return new DataView(digest.buffer, digest.byteOffset).getUint32(0);
}

export function formatKeyText({ name, keyId, type, key }: KeyText): string {
  const hexId = keyId.toString(16).padStart(8, '0');
  return `${name}+${hexId}+${toBase64(concatBytes(Uint8Array.of(type), key))}`;
}

/** The parts of `text`; or, in a word for an error message, the part that is wrong. */
export function parseKeyText(text: string): KeyText | 'form' | 'name' | 'key id' | 'base64' | 'key length' {
  const parts = /^([^+]*)\+([^+]*)\+(.*)$/su.exec(text);
  if (parts === null) return 'form';
  const [, name = '', id = '', encoded = ''] = parts;
  if (!isKeyName(name)) return 'name';
  const idBytes = fromHex(id);
  if (idBytes?.length !== 4) return 'key id';
  const bytes = fromBase64(encoded);
  if (bytes === undefined) return 'base64';
  const [type, key] = [bytes[0], bytes.subarray(1)];
  if (type === undefined || key.length !== 32) return 'key length';
  return { name, keyId: Number.parseInt(id, 16), type, key };
}
