import { type GitPlace, gitOutput } from './read-only-git.ts';

const NEWLINE = 0x0a;

/**
 * The contents of blobs, in the order of `ids`; `undefined` for those that the repository does not have. Equal ids are read
 * once: a small pack can name one large blob by thousands of paths.
 */
export async function readBlobs(
  place: GitPlace,
  ids: readonly string[],
): Promise<readonly (Uint8Array | undefined)[]> {
  if (ids.length === 0) return [];
  const different = [...new Set(ids)];
  const output = await gitOutput(place, ['cat-file', '--batch', '--buffer'], `${different.join('\n')}\n`);
  const contents = new Map<string, Uint8Array>();
  let at = 0;
  // Each is `<id> blob <size>\n<content>\n`, or a line that says that the object is missing.
  for (const id of different) {
    const end = output.indexOf(NEWLINE, at);
    const size = /^\w+ blob (\d+)$/.exec(output.toString('latin1', at, end))?.[1];
    at = end + 1;
    if (size === undefined) continue;
    contents.set(id, output.subarray(at, at + Number(size)));
    at += Number(size) + 1;
  }
  return ids.map((id) => contents.get(id));
}
