import { VaultMeshError } from '../../core/common/error.ts';
import type { Tree } from '../../core/remembrancer/covenant/index.ts';
import type { LedgerSource } from '../../core/remembrancer/ledger/fsck/index.ts';

/** The files of a ledger branch, as a tree has them. Reading throws `incomplete` for what is there and cannot be had. */
export function treeLedger(tree: Tree): LedgerSource {
  const byPath = new Map(tree.files.map((file) => [file.path, file]));
  const isPlain = (path: string): boolean => byPath.get(path)?.kind === 'file';
  const paths = [...byPath.keys()];
  return {
    name: tree.name,
    list: () =>
      Promise.resolve({ files: paths.filter(isPlain), strange: paths.filter((path) => !isPlain(path)) }),
    read: async (wanted) => {
      const files = wanted.filter(isPlain).flatMap((path) => byPath.get(path) ?? []);
      const contents = await tree.read(files);
      return new Map(
        files.map(({ path }, n) => {
          const content = contents[n];
          if (content !== undefined) return [path, content];
          throw new VaultMeshError(
            'incomplete',
            `The ledger has more than the app reads for a check: ${path} was not read. Run actions/covenant in a workflow, which has no such bound.`,
          );
        }),
      );
    },
    close: () => Promise.resolve(),
  };
}
