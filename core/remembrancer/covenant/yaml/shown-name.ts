import { printable } from '../../../common/printable.ts';

const MOST = 120;

/** A name out of a file, as a message may show it: in one line, without control characters, not endless. */
export function shownName(name: string): string {
  const shown = printable(name);
  return shown.length > MOST ? `${shown.slice(0, MOST)}…` : shown;
}
