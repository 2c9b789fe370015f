import { compareTexts } from '../common/compare-texts.ts';

/** A file of a rendered repository, as git will hold it. */
export interface TreeFile {
  /** Relative, with `/` between segments. */
  readonly path: string;
  readonly mode: '100644' | '100755';
  readonly content: Uint8Array;
}

/** `#!/`: an interpreter's path, unlike the `#![…]` of a Rust source. */
const INTERPRETER = [0x23, 0x21, 0x2f];

/** A rendered file: executable exactly if it names its interpreter, so that no file system has to remember it. */
export function treeFile(path: string, content: Uint8Array): TreeFile {
  const executable = INTERPRETER.every((byte, i) => content[i] === byte);
  return { path, mode: executable ? '100755' : '100644', content };
}

/** The order of every list of files: by UTF-16 code units of the path, on every machine. */
export const byPath = (a: Pick<TreeFile, 'path'>, b: Pick<TreeFile, 'path'>): number =>
  compareTexts(a.path, b.path);
