import type { TreeWalk } from './tree-walk.ts';

/** The contents of the files `paths` at `commit`; absent ones, and what is no file, are left out. */
export async function readFiles(
  walk: TreeWalk,
  commit: string,
  paths: readonly string[],
): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  for (const [path, { content }] of await walk.find(commit, paths)) {
    if (content !== undefined) files.set(path, content);
  }
  return files;
}

/** The names of the files in each of `folders` at `commit`. */
export async function listFolders(
  walk: TreeWalk,
  commit: string,
  folders: readonly string[],
): Promise<Map<string, string[]>> {
  const found = await walk.find(commit, folders);
  const filesIn = (folder: string): string[] =>
    [...(found.get(folder)?.entries ?? [])].filter(([, { type }]) => type === 'blob').map(([name]) => name);
  return new Map(folders.map((folder) => [folder, filesIn(folder)]));
}
