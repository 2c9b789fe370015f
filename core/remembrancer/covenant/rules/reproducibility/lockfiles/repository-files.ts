import { isPlain } from '../../../context-of.ts';
import type { CovenantContext } from '../../../covenant-context.ts';
import type { FileText } from '../../../file-text.ts';
import { folderOf } from '../../../tree/tree-paths.ts';
import { CannotTell } from './cannot-tell.ts';
import { parsedJson, parsedToml } from './parsed.ts';

/** The largest files that are read, in bytes: what takes a second, at most half a gigabyte, or less of both. */
export const MOST_BYTES = {
  manifest: 1024 ** 2,
  json: 20 * 1024 ** 2,
  toml: 8 * 1024 ** 2,
  lines: 20 * 1024 ** 2,
};

/** What is made of what is at a path. */
type Make<Result> = (path: string, files: RepositoryFiles) => Promise<Result>;

type Made = Map<string, Promise<unknown>>;

/** The files of a repository, each read once for all who ask. */
export class RepositoryFiles {
  readonly #context: CovenantContext;
  readonly #sizes: ReadonlyMap<string, number>;
  readonly #made: Made = new Map();
  readonly #once = new Map<Make<unknown>, Made>();
  #folders: ReadonlySet<string> | undefined;
  #byFolder: ReadonlyMap<string, readonly string[]> | undefined;

  constructor(context: CovenantContext) {
    this.#context = context;
    this.#sizes = new Map(context.tree.files.filter(isPlain).map(({ path, size }) => [path, size]));
  }

  has(path: string): boolean {
    return this.#sizes.has(path);
  }

  get paths(): Iterable<string> {
    return this.#sizes.keys();
  }

  /** The files in a folder, and not in one below it. */
  in(folder: string): readonly string[] {
    this.#byFolder ??= Map.groupBy(this.paths, folderOf);
    return this.#byFolder.get(folder) ?? [];
  }

  /** Whether anything is below a folder, a submodule too. */
  hasFolder(folder: string): boolean {
    this.#folders ??= foldersOf(this.#context.tree.files);
    return this.#folders.has(folder);
  }

  /** A file of at most `mostBytes`; `undefined` when it is not there. Throws `CannotTell`. */
  async read(path: string, mostBytes: number): Promise<FileText | undefined> {
    const size = this.#sizes.get(path);
    if (size === undefined) return undefined;
    if (size > mostBytes) throw new CannotTell(path, `${path} has more than ${mostBytes} bytes`);
    const file = await this.#context.file(path);
    if (file === undefined) throw new CannotTell(path, `${path} cannot be read`);
    return file;
  }

  /** A JSON file as it is parsed; `undefined` when it is not there. Throws `CannotTell`. */
  json(path: string, mostBytes: number = MOST_BYTES.json): Promise<unknown> {
    return this.made(path, mostBytes, ({ text }) => parsedJson(path, text));
  }

  /** A TOML file as it is parsed; `undefined` when it is not there. Throws `CannotTell`. */
  toml(path: string, mostBytes: number = MOST_BYTES.toml): Promise<unknown> {
    return this.made(path, mostBytes, ({ text }) => parsedToml(path, text));
  }

  /** What `make` makes of a file, made once; `undefined` when it is not there. Throws `CannotTell`. */
  made<Result>(
    path: string,
    mostBytes: number,
    make: (file: FileText) => Result,
  ): Promise<Result | undefined> {
    return onceIn(this.#made, path, async () => {
      const file = await this.read(path, mostBytes);
      return file && make(file);
    });
  }

  /** What `make` makes of a path, once for all who ask for it. */
  once<Result>(make: Make<Result>, path: string): Promise<Result> {
    const made = this.#once.get(make) ?? new Map<string, Promise<unknown>>();
    this.#once.set(make, made);
    return onceIn(made, path, () => make(path, this));
  }
}

function onceIn<Result>(made: Made, path: string, make: () => Promise<Result>): Promise<Result> {
  const known = made.get(path) as Promise<Result> | undefined;
  if (known !== undefined) return known;
  const making = make();
  made.set(path, making);
  return making;
}

function foldersOf(files: CovenantContext['tree']['files']): Set<string> {
  const folders = new Set<string>();
  for (const { path, kind } of files) {
    if (kind === 'submodule') folders.add(path);
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      const folder = path.slice(0, end);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  return folders;
}
