import type { TreeFile } from './tree-source.ts';

/** What a tree lists under a path: mode and object id, as git prints them. */
interface ListedEntry {
  readonly mode: string;
  readonly oid: string;
}

const PLAIN = '100644';
const FOLDER = '040000';
/** The tree without entries, by SHA-1 and by SHA-256. */
const EMPTY_TREES: readonly string[] = [
  '4b825dc642cb6eb9a060e54bf8d69288fbee4904',
  '6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321',
];

/**
 * Everything that the trees of a commit list, folders too. git keeps a tree that has a name twice, of which programs
 * read one or the other, and a folder with nothing in it: neither is a plain file.
 */
export class TreeListing {
  readonly #entries = new Map<string, readonly ListedEntry[]>();

  add(path: string, mode: string, oid: string): void {
    this.#entries.set(path, [...(this.#entries.get(path) ?? []), { mode, oid }]);
  }

  remove(path: string, mode: string, oid: string): void {
    const entries = this.#entries.get(path) ?? [];
    const at = entries.findIndex((entry) => entry.mode === mode && entry.oid === oid);
    const left = entries.filter((_, i) => i !== at);
    if (left.length === 0) this.#entries.delete(path);
    else this.#entries.set(path, left);
  }

  /** What stands at `path`; `undefined` for nothing and for a folder with something in it. */
  fileAt(path: string): TreeFile | undefined {
    const entries = this.#entries.get(path) ?? [];
    const last = entries.at(-1);
    if (last === undefined) return undefined;
    const isFolder = entries.length === 1 && last.mode === FOLDER && !EMPTY_TREES.includes(last.oid);
    return isFolder ? undefined : { oid: last.oid, isPlain: entries.length === 1 && last.mode === PLAIN };
  }

  files(): Map<string, TreeFile> {
    const files = [...this.#entries.keys()].map((path) => [path, this.fileAt(path)] as const);
    return new Map(files.flatMap(([path, file]) => (file === undefined ? [] : [[path, file] as const])));
  }
}
