import { isAbsolute, relative, sep } from 'node:path';

/** Whether `path` is `folder` or below it, by their names alone: links are not followed. Both are absolute. */
export function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
