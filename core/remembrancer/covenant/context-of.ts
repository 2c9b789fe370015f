import type { CovenantContext, Inputs } from './covenant-context.ts';
import { FileText } from './file-text.ts';
import type { TreeFile } from './tree/tree.ts';

/** The largest file that a rule gets by its path, in bytes. */
const MOST_BYTES = 20 * 1024 * 1024;

/** `inputs` with a way to read single files, each once, and the ids of the rules that there are. */
export function contextOf(inputs: Inputs, ruleIds: ReadonlySet<string>): CovenantContext {
  const { tree } = inputs;
  const byPath = new Map(tree.files.map((file) => [file.path, file]));
  const readFiles = new Map<string, FileText>();
  const read = async (files: readonly TreeFile[]): Promise<(FileText | undefined)[]> => {
    const lacking = files.filter(({ path, size }) => !readFiles.has(path) && size <= MOST_BYTES);
    const contents = lacking.length === 0 ? [] : await tree.read(lacking);
    lacking.forEach((file, n) => {
      const bytes = contents[n];
      if (bytes !== undefined) readFiles.set(file.path, new FileText(file, bytes));
    });
    return files.map(({ path }) => readFiles.get(path));
  };
  return {
    ...inputs,
    ruleIds,
    file: async (path) => {
      const file = byPath.get(path);
      return file === undefined || !isPlain(file) ? undefined : (await read([file]))[0];
    },
    filesWhere: async (wanted) =>
      (await read(tree.files.filter((file) => isPlain(file) && wanted(file)))).filter(
        (file) => file !== undefined,
      ),
  };
}

/** Whether a rule may look into it: links and submodules lead elsewhere. */
export const isPlain = ({ kind }: TreeFile): boolean => kind === 'file' || kind === 'executable';
