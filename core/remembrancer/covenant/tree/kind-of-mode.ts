import type { TreeFile } from './tree.ts';

/** What a mode of git's trees and index says: `100644`, `100755`, `120000`, `160000`. */
export function kindOfMode(mode: string): TreeFile['kind'] {
  if (mode === '120000') return 'symlink';
  if (mode === '160000') return 'submodule';
  return mode === '100755' ? 'executable' : 'file';
}
