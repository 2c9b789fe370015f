import { folderOf } from '../../../tree/tree-paths.ts';

/** The last name of a path. */
export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** A name in a folder. */
export const inFolder = (folder: string, name: string): string =>
  folder === '' ? name : `${folder}/${name}`;

/** A path as it is named from a folder that it is below of, `''` for that folder itself. */
export const fromFolder = (folder: string, path: string): string =>
  folder === '' ? path : path.slice(folder.length + 1);

/** The most folders that one of a repository is in. */
const MOST_FOLDERS = 100;

/** Whether a path has so many folders that to look into each of them would take long. */
export const isTooDeep = (path: string): boolean =>
  path.split('/', MOST_FOLDERS + 2).length > MOST_FOLDERS + 1;

/** A folder and those around it, the nearest first, the root last. */
export function foldersAround(folder: string): string[] {
  const around = [folder];
  for (let at = folder; at !== '';) {
    at = folderOf(at);
    around.push(at);
  }
  return around;
}

/** The path that `relative` means in `folder`; `undefined` when it leads out of the repository or is absolute. */
export function resolvedIn(folder: string, relative: string): string | undefined {
  if (relative.startsWith('/')) return undefined;
  const names = folder === '' ? [] : folder.split('/');
  for (const name of relative.split('/')) {
    if (name === '..') {
      if (names.pop() === undefined) return undefined;
    } else if (name !== '' && name !== '.') names.push(name);
  }
  return names.join('/');
}
