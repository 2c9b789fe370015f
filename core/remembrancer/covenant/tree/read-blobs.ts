import { type GitPlace, gitOutput } from './read-only-git.ts';

const NEWLINE = 0x0a;

/** The contents of blobs, in the order of `ids`; `undefined` for those that the repository does not have. */
export async function readBlobs(
  place: GitPlace,
  ids: readonly string[],
): Promise<readonly (Uint8Array | undefined)[]> {
  if (ids.length === 0) return [];
  const output = await gitOutput(place, ['cat-file', '--batch', '--buffer'], `${ids.join('\n')}\n`);
  let at = 0;
  // Each is `<id> blob <size>\n<content>\n`, or a line that says that the object is missing.
  return ids.map(() => {
    const end = output.indexOf(NEWLINE, at);
    const size = /^\w+ blob (\d+)$/.exec(output.toString('latin1', at, end))?.[1];
    at = end + 1;
    if (size === undefined) return undefined;
    const content = output.subarray(at, at + Number(size));
    at += Number(size) + 1;
    return content;
  });
}
