import { fromUtf8 } from '../../../../common/bytes.ts';
import { mustSucceed } from './git-failure.ts';
import type { Git } from './run-git.ts';

const NEWLINE = 0x0a;

/** The contents of the objects `ids`, of any type, as far as they are in `git`'s repository; the others are left out. */
export async function catFile(git: Git, ids: readonly string[]): Promise<Map<string, Uint8Array>> {
  if (ids.length === 0) return new Map();
  const input = ids.map((id) => `${id}\n`).join('');
  return parseBatch(mustSucceed(await git(['cat-file', '--batch'], input), 'read the objects'), ids);
}

/** Those of `ids` that are not in `git`'s repository. */
export async function missingObjects(git: Git, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const input = ids.map((id) => `${id}\n`).join('');
  const listed = mustSucceed(await git(['cat-file', '--batch-check'], input), 'look for the objects');
  const rows = fromUtf8(listed).split('\n');
  return ids.filter((_, i) => rows[i]?.endsWith(' missing'));
}

/** Reads `<id> <type> <size>\n<content>\n`, or a line that says that the object is missing, for each of `ids`. */
function parseBatch(output: Uint8Array, ids: readonly string[]): Map<string, Uint8Array> {
  const contents = new Map<string, Uint8Array>();
  let at = 0;
  for (const id of ids) {
    const end = output.indexOf(NEWLINE, at);
    const size = /^\w+ \w+ (\d+)$/u.exec(fromUtf8(output.subarray(at, end)))?.[1];
    at = end + 1;
    if (size === undefined) continue;
    contents.set(id, output.slice(at, at + Number(size)));
    at += Number(size) + 1;
  }
  return contents;
}
