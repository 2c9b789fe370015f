import { fromUtf8 } from '../../../../common/bytes.ts';
import { VaultMeshError } from '../../../../common/error.ts';
import { mustSucceed, remoteFailure } from './git-failure.ts';
import type { Git } from './run-git.ts';

/** Paths on one command line: far below the limit of every system. */
const PATHS_PER_COMMAND = 500;
const NEWLINE = 0x0a;

/** The contents of `paths` at `commit`; absent files are left out. Contents that are not here yet are fetched at once. */
export async function readBlobs(
  git: Git,
  commit: string,
  paths: readonly string[],
): Promise<Map<string, Uint8Array>> {
  const wanted = new Set(paths);
  const listed = await listTree(git, commit, paths);
  // A path that is a folder lists what is in it.
  const entries = listed.filter(({ type, path }) => type === 'blob' && wanted.has(path));
  const ids = [...new Set(entries.map(({ oid }) => oid))];
  if (ids.length === 0) return new Map();
  await fetchObjects(git, ids);
  const output = mustSucceed(await git(['cat-file', '--batch'], lines(ids)), 'read the files');
  const contents = parseBatch(output, ids);
  return new Map(entries.map(({ path, oid }) => [path, contents.get(oid) ?? new Uint8Array()]));
}

/** The names of the files in each of `folders` at `commit`. */
export async function listFolders(
  git: Git,
  commit: string,
  folders: readonly string[],
): Promise<Map<string, string[]>> {
  const names = new Map<string, string[]>(folders.map((folder) => [folder, []]));
  const inside = folders.map((folder) => `${folder}/`);
  for (const { path, type } of await listTree(git, commit, inside)) {
    const slash = path.lastIndexOf('/');
    if (type === 'blob') names.get(path.slice(0, slash))?.push(path.slice(slash + 1));
  }
  return names;
}

async function listTree(
  git: Git,
  commit: string,
  paths: readonly string[],
): Promise<{ type: string; oid: string; path: string }[]> {
  const entries: { type: string; oid: string; path: string }[] = [];
  for (let start = 0; start < paths.length; start += PATHS_PER_COMMAND) {
    const part = paths.slice(start, start + PATHS_PER_COMMAND);
    const listed = await git(['ls-tree', '-z', '--full-tree', commit, '--', ...part]);
    for (const row of fromUtf8(mustSucceed(listed, 'list the tree')).split('\0')) {
      const [, type, oid, path] = /^\d+ (\w+) (\w+)\t(.*)$/su.exec(row) ?? [];
      if (type !== undefined && oid !== undefined && path !== undefined) entries.push({ type, oid, path });
    }
  }
  return entries;
}

/**
 * Fetches objects in one round trip; git itself would fetch what is missing one by one. It must not tell the other side
 * which commits it has, for that would mean that it has their files.
 */
async function fetchObjects(git: Git, ids: readonly string[]): Promise<void> {
  const fetched = await git(
    [
      ...['-c', 'fetch.negotiationAlgorithm=noop'],
      ...[
        'fetch',
        '--quiet',
        '--no-tags',
        '--no-write-fetch-head',
        '--filter=blob:none',
        '--stdin',
        'origin',
      ],
    ],
    lines(ids),
  );
  if (fetched.status !== 0) throw remoteFailure(fetched, 'fetch the files');
}

/** Reads `<id> blob <size>\n<content>\n` for each of `ids`. */
export function parseBatch(output: Uint8Array, ids: readonly string[]): Map<string, Uint8Array> {
  const contents = new Map<string, Uint8Array>();
  let at = 0;
  for (const id of ids) {
    const end = output.indexOf(NEWLINE, at);
    const size = /^\w+ blob (\d+)$/u.exec(fromUtf8(output.subarray(at, end)))?.[1];
    if (size === undefined) throw new VaultMeshError('network', `git does not have the object ${id}.`);
    contents.set(id, output.slice(end + 1, end + 1 + Number(size)));
    at = end + 1 + Number(size) + 1;
  }
  return contents;
}

const lines = (items: readonly string[]): string => items.map((item) => `${item}\n`).join('');
