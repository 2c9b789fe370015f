import { gitOutput, type GitPlace, readOnlyGit } from './read-only-git.ts';

/** What brings a clone all that its filter left out; git 2.36 or later. */
export const FETCH_ALL = 'git fetch --refetch --no-filter';

/**
 * The sizes, in bytes, of those of the blobs `ids` that the repository has: a clone with a filter lacks some, and git ends
 * when it is asked of them. `start` is where git finds them all: a tree, or `--indexed-objects`.
 */
export async function blobSizes(
  place: GitPlace,
  ids: readonly string[],
  start: string,
): Promise<ReadonlyMap<string, number>> {
  const lacking = (await isFiltered(place)) ? await lackingFrom(place, start) : new Set<string>();
  const here = [...new Set(ids)].filter((id) => !lacking.has(id));
  if (here.length === 0) return new Map();
  const told = await gitOutput(
    place,
    ['cat-file', '--batch-check=%(objectname) %(objectsize)', '--buffer'],
    `${here.join('\n')}\n`,
  );
  const rows = told.toString().split('\n');
  return new Map(
    rows.flatMap((row) => {
      const [id = '', size = ''] = row.split(' ');
      return /^\d+$/.test(size) ? [[id, Number(size)]] : [];
    }),
  );
}

/** Whether a clone has a filter (git clone --filter), so that objects may be elsewhere. */
export async function isFiltered(place: GitPlace): Promise<boolean> {
  const names = String.raw`^(extensions\.partialclone|remote\..*\.(promisor|partialclonefilter))$`;
  return (await readOnlyGit(place, ['config', '--get-regexp', names])).status === 0;
}

/** The objects that git does not find where it expects them; it gives them a `?`. */
async function lackingFrom(place: GitPlace, start: string): Promise<ReadonlySet<string>> {
  const listed = await gitOutput(place, [
    ...['rev-list', '--objects', '--no-object-names', '--missing=print', '--no-walk'],
    start,
  ]);
  const rows = listed.toString().split('\n');
  return new Set(rows.filter((row) => row.startsWith('?')).map((row) => row.slice(1)));
}
