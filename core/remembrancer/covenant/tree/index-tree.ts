import { blobTree } from './blob-tree.ts';
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
    const entry = { path: pathText(row.subarray(tab + 1)), kind: kindOfMode(mode), id };
    return stage === '0' ? [entry] : [];
  }).flat();
  return blobTree(place, 'the index', staged, '--indexed-objects');
}

/** The paths that a commit of the index would change, against the commit that is checked out or, before the first, against nothing. */
export async function stagedPaths(place: GitPlace): Promise<ReadonlySet<string>> {
  const listed = await gitOutput(place, [
    ...['diff', '--cached', '--name-only', '--diff-filter=d', '--no-renames', '--no-ext-diff'],
    '-z',
  ]);
  return new Set(Array.from(splitAtNul(listed), pathText));
}
