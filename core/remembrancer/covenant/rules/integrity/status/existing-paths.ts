import { posix } from 'node:path';

import { globMatcher } from '../../../../../common/matches-glob.ts';
import type { TreePaths } from '../../../tree/tree-paths.ts';
import { withoutBraces } from './without-braces.ts';

/** Whether there is what a path or pattern names; of too many patterns it is not told. */
export type PathsOfGlob = (pattern: string) => 'there' | 'missing' | 'too many';

/** Patterns of one document that are held against every path. */
const MOST_GLOBS = 200;

/** How often a path of a tree is held against a pattern, for all documents: some seconds. */
const MOST_COMPARED = 3_000_000;

/** What is known of the patterns of a tree. */
interface KnownGlobs {
  readonly all: readonly string[];
  readonly answers: Map<string, boolean>;
  compared: number;
}

const knownGlobs = new WeakMap<TreePaths, KnownGlobs>();

/** `…` stands for what was left out, `{a,b}` for both: each of them has to be there, from the root or from the document. */
export function existingPaths(paths: TreePaths, document: string): PathsOfGlob {
  const folder = posix.dirname(document);
  const known: KnownGlobs = knownGlobs.get(paths) ?? {
    all: [...paths.files.keys()],
    answers: new Map(),
    compared: 0,
  };
  knownGlobs.set(paths, known);
  let globs = 0;
  const isThere = (pattern: string): boolean | undefined => {
    const glob = posix.normalize(asGlob(pattern)).replace(/\/$/, '');
    if (!/[*?]/.test(glob)) return paths.has(glob === '.' ? '' : glob);
    const before = known.answers.get(glob);
    if (before !== undefined) return before;
    if (++globs > MOST_GLOBS || known.compared > MOST_COMPARED) return undefined;
    known.compared += known.all.length;
    const found = known.all.some(globMatcher(glob));
    known.answers.set(glob, found);
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
    .replace(/^\//, '')
    .split('/')
    .map((name) => (name === '…' || name === '...' ? '**' : name.replace(/…|\.\.\./g, '*')))
    .join('/');
