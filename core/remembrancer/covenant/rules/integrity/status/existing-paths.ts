import { posix } from 'node:path';

import { matchesGlob } from '../../../../../common/matches-glob.ts';
import { type TreePaths, folderOf } from '../../../tree/tree-paths.ts';
import { withoutBraces } from './without-braces.ts';

/** Whether there is what a path or pattern names; a document with more than so many patterns is not told. */
export type PathsOfGlob = (pattern: string) => 'there' | 'missing' | 'too many';

/** Patterns of one document that are held against every path. */
const MOST_GLOBS = 200;

/** `…` stands for what was left out, `{a,b}` for both: each of them has to be there, from the root or from the document. */
export function existingPaths(paths: TreePaths, document: string): PathsOfGlob {
  const folder = folderOf(document) ?? '';
  const all = [...paths.files.keys()];
  const known = new Map<string, boolean>();
  const isThere = (pattern: string): boolean | undefined => {
    const glob = posix.normalize(asGlob(pattern)).replace(/\/$/, '');
    if (glob === '..' || glob.startsWith('../')) return false;
    if (!/[*?]/.test(glob)) return paths.has(glob === '.' ? '' : glob);
    const before = known.get(glob);
    if (before !== undefined) return before;
    if (known.size >= MOST_GLOBS) return undefined;
    const found = all.some((path) => matchesGlob(glob, path));
    known.set(glob, found);
    return found;
  };
  return (pattern) => {
    const each = withoutBraces(pattern);
    if (each === undefined) return 'too many';
    const answers = each.map((one) => isThere(one) || isThere(posix.join(folder, one)));
    if (answers.includes(undefined)) return 'too many';
    return answers.every((answer) => answer === true) ? 'there' : 'missing';
  };
}

/** With stars in the place of what was left out: of names, or of the rest of one. */
const asGlob = (pattern: string): string =>
  pattern
    .replace(/^\/+/, '')
    .split('/')
    .map((name) => (name === '…' || name === '...' ? '**' : name.replace(/…|\.\.\./g, '*')))
    .join('/');
