import type { TreeFile } from '../tree-file.ts';
import { overlayRefusal } from './overlay-refusal.ts';

/**
 * Refuses files that are one on a file system that does not tell `README.md` from `readme.md`, and a file where another
 * has a folder. Throws `usage`.
 */
export function checkSpelling(files: readonly TreeFile[]): void {
  const spelt = new Map<string, string>();
  const folders = new Map<string, string>();
  for (const { path } of files) {
    const twin = spelt.get(path.toLowerCase());
    if (twin !== undefined) throw overlayRefusal(`${twin} and ${path} are one file to some systems.`);
    spelt.set(path.toLowerCase(), path);
    for (let end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
      const folder = path.slice(0, end);
      const other = folders.get(folder.toLowerCase()) ?? folder;
      if (other !== folder) throw overlayRefusal(`${other}/ and ${folder}/ are one folder to some systems.`);
      folders.set(folder.toLowerCase(), folder);
    }
  }
  for (const [name, path] of spelt) {
    if (folders.has(name)) throw overlayRefusal(`${path} is a file, and a folder to others.`);
  }
}
