import type { CovenantContext, Inputs } from './covenant-context.ts';
import { FileText } from './file-text.ts';
import { inBatches } from './tree/in-batches.ts';
import type { TreeFile } from './tree/tree.ts';

/** The largest file that a rule gets by its path, in bytes. */
const MOST_BYTES = 20 * 1024 * 1024;

/** So much of what was looked at stays for rules that ask for it again, by its weight in bytes. */
const MOST_KEPT = 32 * 1024 * 1024;
const MOST_KEPT_OF_FILE = 512 * 1024;

/** The same of what a rule asked for by its path: what one asks for others mostly do too. */
const MOST_ASKED = 256 * 1024 * 1024;

/** A context that knows which files were asked for by their paths and could not be read. */
export interface ReadingContext extends CovenantContext {
  /** Those since this was asked last. */
  readonly takeUnread: () => TreeFile[];
}

/** `inputs` with a way to read single files, each once, and the ids of the rules that there are. */
export function contextOf(inputs: Inputs, ruleIds: ReadonlySet<string>): ReadingContext {
  const { tree } = inputs;
  const byPath = new Map(tree.files.map((file) => [file.path, file]));
  const readFiles = new Map<string, FileText>();
  const unread = new Set<TreeFile>();
  let asked = 0;
  const read = async (files: readonly TreeFile[]): Promise<(FileText | undefined)[]> => {
    const lacking = files.filter(({ path }) => !readFiles.has(path));
    const contents = lacking.length === 0 ? [] : await tree.read(lacking);
    const texts = new Map(
      lacking.flatMap((file, n) => {
        const bytes = contents[n];
        if (bytes !== undefined) return [[file.path, new FileText(file, bytes)] as const];
        unread.add(file);
        return [];
      }),
    );
    for (const text of texts.values()) {
      asked += text.weight;
      if (asked <= MOST_ASKED) readFiles.set(text.path, text);
    }
    return files.map(({ path }) => readFiles.get(path) ?? texts.get(path));
  };
  let kept = 0;
  const keep = (text: FileText): void => {
    const { weight } = text;
    if (weight > MOST_KEPT_OF_FILE || kept + weight > MOST_KEPT) return;
    kept += weight;
    readFiles.set(text.path, text);
  };
  async function* each(
    files: readonly TreeFile[],
  ): AsyncGenerator<readonly [TreeFile, FileText | undefined]> {
    const lacking = new Set(files.filter(({ path }) => !readFiles.has(path)));
    const contents = inBatches(tree, [...lacking]);
    for (const file of files) {
      if (!lacking.has(file)) {
        yield [file, readFiles.get(file.path)];
        continue;
      }
      const { value } = await contents.next();
      const bytes = value?.[1];
      const text = bytes && new FileText(file, bytes);
      yield [file, text];
      if (text !== undefined) keep(text);
    }
  }
  return {
    ...inputs,
    ruleIds,
    each,
    takeUnread: () => {
      const files = [...unread];
      unread.clear();
      return files;
    },
    file: async (path) => {
      const file = byPath.get(path);
      return file === undefined || !isReadable(file) ? undefined : (await read([file]))[0];
    },
    filesWhere: async (wanted) =>
      (await read(tree.files.filter((file) => isReadable(file) && wanted(file)))).filter(
        (file) => file !== undefined,
      ),
  };
}

/** Whether a rule may look into it: links and submodules lead elsewhere. */
export const isPlain = ({ kind }: TreeFile): boolean => kind === 'file' || kind === 'executable';

/** Whether a rule gets it by its path. */
export const isReadable = (file: TreeFile): boolean => isPlain(file) && file.size <= MOST_BYTES;
