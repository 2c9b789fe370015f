import type { Tree, TreeFile } from './tree.ts';

/** What is where in a tree. Paths have no `/` at either end; the root is empty. */
export interface TreePaths {
  readonly files: ReadonlyMap<string, TreeFile>;
  readonly folders: ReadonlySet<string>;
  /** Whether there is a file or folder, or may be one: what is below a link or a submodule is not seen. */
  has(path: string): boolean;
  /** The one file or folder that is called so but for the case of letters; `undefined` when there are none or more. */
  inOtherCase(path: string): string | undefined;
}

const made = new WeakMap<Tree, TreePaths>();

/** The paths of `tree`, gathered once. */
export function pathsOf(tree: Tree): TreePaths {
  const known = made.get(tree);
  if (known !== undefined) return known;
  const paths = gathered(tree);
  made.set(tree, paths);
  return paths;
}

function gathered({ files: all }: Tree): TreePaths {
  const files = new Map(all.map((file) => [file.path, file]));
  const folders = new Set(['']);
  for (const { path } of all) {
    for (
      let folder = folderAbove(path);
      folder !== undefined && !folders.has(folder);
      folder = folderAbove(folder)
    ) {
      folders.add(folder);
    }
  }
  const unseen = new Set(
    all.filter(({ kind }) => kind === 'symlink' || kind === 'submodule').map(({ path }) => path),
  );
  let byLowerCase: Map<string, string[]> | undefined;
  return {
    files,
    folders,
    has: (path) => files.has(path) || folders.has(path) || isBelow(path, unseen),
    inOtherCase: (path) => {
      byLowerCase ??= groupedByCase([...files.keys(), ...folders]);
      const [first, ...more] = byLowerCase.get(path.toLowerCase()) ?? [];
      return more.length > 0 ? undefined : first;
    },
  };
}

function groupedByCase(paths: readonly string[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const path of paths) {
    const key = path.toLowerCase();
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [path]);
    else group.push(path);
  }
  return groups;
}

function isBelow(path: string, places: ReadonlySet<string>): boolean {
  if (places.size === 0) return false;
  for (let folder = folderAbove(path); folder !== undefined; folder = folderAbove(folder)) {
    if (places.has(folder)) return true;
  }
  return false;
}

/** The folder of a path, `''` for the root. */
export const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/** The folder that something is in; of a path without `/` the root, of the root none. */
export const folderAbove = (path: string): string | undefined => (path === '' ? undefined : folderOf(path));
