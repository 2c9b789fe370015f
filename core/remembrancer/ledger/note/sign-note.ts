import { concatBytes, toBase64 } from '../../../common/bytes.ts';
import { VaultMeshError } from '../../../common/error.ts';
import type { NoteSigner } from './note-signer.ts';
import { splitNote, type SignatureLine } from './note-text.ts';

/** The note of `text`, which must end with a newline, signed by each of `signers` in order. Throws `usage` for other text. */
export function signNote(text: string, ...signers: NoteSigner[]): string {
  if (!text.endsWith('\n') || signers.length === 0) {
    throw new VaultMeshError('usage', 'A note needs a text that ends with a newline, and a signer.');
  }
  const lines = signers.map((signer) => formatLine({ ...signer, signature: signer.sign(text) }));
  const note = `${text}\n${lines.join('')}`;
  splitNote(note);
  return note;
}

/** `note` with further signature lines; a line by the same key replaces the earlier one. */
export function addSignatures(note: string, ...added: SignatureLine[]): string {
  const { text, lines } = splitNote(note);
  const kept = lines.filter((line) => !added.some((other) => isSameKey(line, other)));
  return `${text}\n${[...kept, ...added].map(formatLine).join('')}`;
}

/** One signature line, with its newline. */
export function formatLine({ name, keyId, signature }: SignatureLine): string {
  const id = new Uint8Array(4);
  new DataView(id.buffer).setUint32(0, keyId);
  return `\u2014 ${name} ${toBase64(concatBytes(id, signature))}\n`;
}

const isSameKey = (a: SignatureLine, b: SignatureLine): boolean => a.name === b.name && a.keyId === b.keyId;
