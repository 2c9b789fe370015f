import type { TreeFile } from '../../core/spawn/index.ts';
import { codeSpan } from '../code-span.ts';
import type { Paths } from './list-paths.ts';

/** What of a part goes into a repository, and what stays as it is there. */
export interface SortedFiles {
  readonly added: readonly TreeFile[];
  /** Paths, with why nothing was put there. */
  readonly left: readonly { readonly path: string; readonly why: string }[];
}

/** Puts aside the files for which something is there: at their path in any case of letters, or where their folder would be. */
export function sortFiles(files: readonly TreeFile[], paths: Paths): SortedFiles {
  const present = new Map([...paths].map(([path, kind]) => [path.toLowerCase(), { path, kind }]));
  const reasonFor = (path: string): string | undefined => {
    const there = present.get(path.toLowerCase());
    if (there)
      return there.path === path ? 'it is there already' : `${codeSpan(there.path)} is there already`;
    const above = foldersOf(path).find((folder) => present.get(folder.toLowerCase())?.kind === 'file');
    return above === undefined ? undefined : `${codeSpan(above)} is a file`;
  };
  return {
    added: files.filter(({ path }) => reasonFor(path) === undefined),
    left: files.flatMap(({ path }) => {
      const why = reasonFor(path);
      return why === undefined ? [] : [{ path, why }];
    }),
  };
}

/** `a` and `a/b` of `a/b/c`. */
function foldersOf(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, n) => parts.slice(0, n + 1).join('/'));
}
