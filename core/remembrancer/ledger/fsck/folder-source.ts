import { lstat, readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { VaultMeshError } from '../../../common/error.ts';
import type { LedgerSource, SourceListing } from './ledger-source.ts';

/** Files that are open at once. */
const AT_ONCE = 64;

/** A source of the files in a folder, such as a work tree of the ledger branch; what git keeps in it is left aside. */
export function folderSource(directory: string): LedgerSource {
  let listing: Promise<SourceListing> | undefined;
  const list = (): Promise<SourceListing> => (listing ??= listFolder(directory));
  return {
    name: directory,
    list,
    read: async (paths) => {
      // Only what was listed as a plain file is opened: a link could lead out of the folder.
      const plain = new Set((await list()).files);
      const wanted = paths.filter((path) => plain.has(path));
      const contents = new Map<string, Uint8Array>();
      for (let at = 0; at < wanted.length; at += AT_ONCE) {
        const part = wanted.slice(at, at + AT_ONCE);
        const read = await Promise.all(part.map((path) => readFile(join(directory, path))));
        part.forEach((path, i) => contents.set(path, read[i] ?? new Uint8Array()));
      }
      return contents;
    },
    close: () => Promise.resolve(),
  };
}

async function listFolder(directory: string): Promise<SourceListing> {
  const files: string[] = [];
  const strange: string[] = [];
  let entries;
  try {
    entries = await readdir(directory, { recursive: true, withFileTypes: true });
  } catch (cause) {
    throw new VaultMeshError('not-found', `The folder ${directory} cannot be read.`, { cause });
  }
  for (const entry of entries) {
    const path = relative(directory, join(entry.parentPath, entry.name)).split(sep).join('/');
    if (path === '.git' || path.startsWith('.git/') || entry.isDirectory()) continue;
    (entry.isFile() ? files : strange).push(path);
  }
  const programs = await findPrograms(directory, files);
  return { files: files.filter((path) => !programs.has(path)), strange: [...strange, ...programs] };
}

/** The owner's right to run a file, which is what git keeps of its mode; Windows has none. */
const RUNNABLE = 0o100;

async function findPrograms(directory: string, files: readonly string[]): Promise<Set<string>> {
  const programs = new Set<string>();
  for (let at = 0; at < files.length; at += AT_ONCE) {
    const part = files.slice(at, at + AT_ONCE);
    const stats = await Promise.all(part.map((path) => lstat(join(directory, path))));
    part.forEach((path, i) => {
      if (((stats[i]?.mode ?? 0) & RUNNABLE) !== 0) programs.add(path);
    });
  }
  // A file system that keeps no modes shows every file as a program.
  return programs.size === files.length ? new Set() : programs;
}
