import { BlobReader } from './blob-reader.ts';
import { kindOfMode } from './kind-of-mode.ts';
import { pathText } from './path-text.ts';
import { gitOutput, type GitPlace } from './read-only-git.ts';
import { splitAtNul } from './split-at-nul.ts';
import type { Tree } from './tree.ts';

const TAB = 0x09;

/** What would be committed now: the files of git's index, of a merge those that have no conflict. */
export async function indexTree(place: GitPlace): Promise<Tree> {
  const listed = await gitOutput(place, ['ls-files', '--stage', '-z']);
  const staged = Array.from(splitAtNul(listed), (row) => {
    const tab = row.indexOf(TAB);
    // `<mode> <id> <stage>\t<path>`
    const [mode = '', id = '', stage] = row.toString('latin1', 0, tab).split(' ');
    return { path: pathText(row.subarray(tab + 1)), kind: kindOfMode(mode), id, stage };
  }).filter(({ stage }) => stage === '0');
  const ids = staged.map(({ id }) => id).join('\n');
  const sizes = (await gitOutput(place, ['cat-file', '--batch-check=%(objectsize)', '--buffer'], `${ids}\n`))
    .toString()
    .split('\n');
  const blobs = new BlobReader(place);
  return {
    name: 'the index',
    files: staged.map(({ path, kind, id }, n) => ({ path, kind, id, size: Number(sizes[n]) || 0 })),
    read: (files) => blobs.read(files.map(({ id }) => id)),
  };
}

/** The paths that a commit of the index would change, against the commit that is checked out or, before the first, against nothing. */
export async function stagedPaths(place: GitPlace): Promise<ReadonlySet<string>> {
  const listed = await gitOutput(place, [
    ...['diff', '--cached', '--name-only', '--diff-filter=d', '--no-renames', '--no-ext-diff'],
    '-z',
  ]);
  return new Set(Array.from(splitAtNul(listed), pathText));
}
