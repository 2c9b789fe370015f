import type { OpenedNote } from '../note/open-note.ts';
import type { Findings } from './findings.ts';

/** Names the note `file` for each signature line of it that nobody could check. */
export function setUnknownAside(file: string, note: OpenedNote | undefined, findings: Findings): void {
  for (const { name } of note?.unknown ?? []) {
    findings.setAside(file, `The key of the signature line by ${name} is not known.`);
  }
}
