import { isUtf8 } from 'node:buffer';
import { overlayRefusal } from './overlay-refusal.ts';

/** A file below the folder of an overlay, as git holds it. */
export interface OverlayFile {
  /** From the folder on: `shared/base/CONTRIBUTING.md.njk`. */
  readonly path: string;
  /** Six octal digits: `100644`. */
  readonly mode: string;
  readonly content: Uint8Array;
}

export const MOST_FILES = 100;
export const MOST_BYTES_OF_FILE = 256 * 1024;
export const MOST_BYTES = 1024 * 1024;

const LONGEST_PATH = 200;

/** What every file system and every tool takes for a plain name: no blanks, no dot at the end, no `~1` of Windows. */
const SEGMENT = /^(?!\.{1,2}$)(?!\.git$)[A-Za-z0-9._@+-]*[A-Za-z0-9_@+-]$/i;

const DEVICES = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** Refuses too many files and too many bytes. Throws `usage`. */
export function checkAmount(files: readonly { readonly path: string; readonly size: number }[]): void {
  if (files.length > MOST_FILES) {
    throw overlayRefusal(`It has ${files.length} files; at most ${MOST_FILES} are taken.`);
  }
  const large = files.find(({ size }) => size > MOST_BYTES_OF_FILE);
  if (large !== undefined) {
    throw overlayRefusal(`"${large.path}" has ${large.size} bytes; at most ${MOST_BYTES_OF_FILE} are taken.`);
  }
  const total = files.reduce((sum, { size }) => sum + size, 0);
  if (total > MOST_BYTES) {
    throw overlayRefusal(`It has ${total} bytes in all; at most ${MOST_BYTES} are taken.`);
  }
}

/** Refuses a path that some system or tool does not take for a plain one. Throws `usage`. */
export function checkPath(path: string): void {
  const segments = path.split('/');
  if (path.length > LONGEST_PATH || !segments.every((name) => SEGMENT.test(name) && !DEVICES.test(name))) {
    throw overlayRefusal(
      `"${path}" is not a path that every system takes: at most ${LONGEST_PATH} of the letters A to Z, digits and ._@+- ` +
        'between slashes, no dot at the end of a name.',
    );
  }
}

/** Refuses what is no plain text file under a plain path. Throws `usage`. */
export function checkFile({ path, mode, content }: OverlayFile): void {
  checkPath(path);
  if (mode !== '100644' && mode !== '100755') {
    throw overlayRefusal(`"${path}" is a link or a submodule. Put the file itself there.`);
  }
  // Trees of text go to GitHub in one call, whatever their number.
  if (!isUtf8(content) || content.includes(0)) {
    throw overlayRefusal(`"${path}" is not text in UTF-8. Leave it out.`);
  }
}
