import { fromBase64 } from '../../../common/bytes.ts';
import { VaultMeshError } from '../../../common/error.ts';
import { isKeyName } from './key-text.ts';

/** One line `— <name> <base64(key id ‖ signature)>` of a note. */
export interface SignatureLine {
  readonly name: string;
  readonly keyId: number;
  readonly signature: Uint8Array;
}

/** More than any honest note has (C2SP asks for 16 at least); bounds the work on a hostile one. */
const MAX_SIGNATURES = 100;
const MAX_NOTE_LENGTH = 1_000_000;
const SEPARATOR = '\n\n';

/**
 * Takes a signed note apart at its last blank line, without checking any signature: the signed `text` (with its final
 * newline) and the signature lines in order. Throws `verification-failed` naming the rule of C2SP signed-note that it breaks.
 */
export function splitNote(note: string): { text: string; lines: SignatureLine[] } {
  if (note.length > MAX_NOTE_LENGTH) throw malformed('it is longer than 1,000,000 characters');
  if (!note.isWellFormed() || /[\u0000-\u0009\u000b-\u001f]/u.test(note)) {
    throw malformed('it has a control character or is not UTF-8');
  }
  const at = note.lastIndexOf(SEPARATOR);
  if (at < 0) throw malformed('it has no blank line before its signatures');
  const block = note.slice(at + SEPARATOR.length);
  if (block === '' || !block.endsWith('\n'))
    throw malformed('its signature block does not end with a newline');
  const rows = block.slice(0, -1).split('\n');
  if (rows.length > MAX_SIGNATURES) throw malformed(`it has more than ${MAX_SIGNATURES} signatures`);
  return { text: note.slice(0, at + 1), lines: rows.map(parseLine) };
}

function parseLine(row: string): SignatureLine {
  const [, name = '', encoded = ''] = /^\u2014 ([^ ]+) ([^ ]+)$/u.exec(row) ?? [];
  const bytes = fromBase64(encoded);
  if (!isKeyName(name) || bytes === undefined || bytes.length < 5) {
    throw malformed(`its signature line "${row.slice(0, 80)}" is not of the form "— <name> <base64>"`);
  }
  const keyId = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  return { name, keyId, signature: bytes.subarray(4) };
}

const malformed = (rule: string): VaultMeshError =>
  new VaultMeshError('verification-failed', `The signed note is malformed: ${rule} (C2SP signed-note).`);
