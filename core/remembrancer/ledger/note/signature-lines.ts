import { splitNote } from './note-text.ts';
import { formatLine } from './sign-note.ts';

/** The signature lines of `note` by one of `keys`, as they stand in it, each with its newline. Checks no signature. */
export const signatureLinesBy = (
  note: string,
  keys: readonly { readonly name: string; readonly keyId: number }[],
): string =>
  splitNote(note)
    .lines.filter((line) => keys.some(({ name, keyId }) => name === line.name && keyId === line.keyId))
    .map(formatLine)
    .join('');
