import { createHash } from 'node:crypto';
import { concatBytes, fromHex, utf8 } from '../common/bytes.ts';
import { VaultMeshError } from '../common/error.ts';
import type { TreeFile } from './tree-file.ts';

/** A folder on the way to its id: its files, and the files below each of its folders. */
interface Folder {
  readonly files: Map<string, TreeFile>;
  readonly folders: Map<string, TreeFile[]>;
}

interface TreeEntry {
  readonly mode: string;
  readonly name: string;
  readonly id: string;
}

/**
 * The git object id (SHA-1, hex) of the tree that holds exactly `files`, computed without git; equal to what
 * `git write-tree` prints after `git add` of the same files.
 *
 * Throws `usage` when a path is both a file and a folder, or occurs twice.
 */
export function treeId(files: readonly TreeFile[]): string {
  const { files: here, folders } = split(files);
  const entries: TreeEntry[] = [];
  for (const [name, file] of here) {
    if (folders.has(name)) throw conflict(name);
    entries.push({ mode: file.mode, name, id: objectId('blob', file.content) });
  }
  for (const [name, below] of folders) entries.push({ mode: '40000', name, id: treeId(below) });
  entries.sort(byGitOrder);
  return objectId('tree', concatBytes(...entries.map(encode)));
}

function split(files: readonly TreeFile[]): Folder {
  const folder: Folder = { files: new Map(), folders: new Map() };
  for (const file of files) {
    const slash = file.path.indexOf('/');
    if (slash < 0) {
      if (folder.files.has(file.path)) throw conflict(file.path);
      folder.files.set(file.path, file);
    } else {
      const name = file.path.slice(0, slash);
      const below = folder.folders.get(name) ?? [];
      below.push({ ...file, path: file.path.slice(slash + 1) });
      folder.folders.set(name, below);
    }
  }
  return folder;
}

/** git compares names as bytes, a folder as if its name ended in `/`. */
function byGitOrder(a: TreeEntry, b: TreeEntry): number {
  return Buffer.compare(utf8(sortName(a)), utf8(sortName(b)));
}

const sortName = (entry: TreeEntry): string => (entry.mode === '40000' ? `${entry.name}/` : entry.name);

function encode(entry: TreeEntry): Uint8Array {
  return concatBytes(utf8(`${entry.mode} ${entry.name}\0`), fromHex(entry.id) ?? new Uint8Array());
}

function objectId(type: 'blob' | 'tree', content: Uint8Array): string {
  return createHash('sha1').update(`${type} ${content.length}\0`).update(content).digest('hex');
}

function conflict(name: string): VaultMeshError {
  return new VaultMeshError(
    'usage',
    `The path "${name}" occurs twice in one tree. Give each file its own path.`,
  );
}
