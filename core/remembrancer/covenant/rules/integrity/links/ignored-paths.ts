import { matchesGlob } from '../../../../../common/matches-glob.ts';
import type { FileText } from '../../../file-text.ts';

const MOST_PATTERNS = 2000;
/** Paths that are compared with all patterns; of more nothing is said, so that the time is bounded. */
const MOST_PATHS = 1000;

interface Pattern {
  /** A glob from the root. */
  readonly glob: string;
  readonly takesBack: boolean;
}

export const isIgnoreFile = ({ path, size }: { readonly path: string; readonly size: number }): boolean =>
  /(?:^|\/)\.gitignore$/.test(path) && size <= 64 * 1024;

/** Whether git ignores a path, by the `.gitignore` files of the tree: such a file is made, and not committed. */
export function ignoredPaths(ignoreFiles: readonly FileText[]): (path: string) => boolean {
  const patterns = ignoreFiles.flatMap(patternsOf).slice(0, MOST_PATTERNS);
  const known = new Map<string, boolean>();
  return (path) => {
    const before = known.get(path);
    if (before !== undefined) return before;
    if (known.size >= MOST_PATHS) return false;
    const last = patterns.findLast(({ glob }) => matchesGlob(glob, path));
    const isIgnored = last?.takesBack === false;
    known.set(path, isIgnored);
    return isIgnored;
  };
}

function patternsOf({ path, text }: FileText): Pattern[] {
  const folder = path.slice(0, -'.gitignore'.length);
  return text.split(/\r?\n/).flatMap((line): Pattern[] => {
    const written = line.trim();
    if (written === '' || written.startsWith('#') || written.length > 200) return [];
    const takesBack = written.startsWith('!');
    const pattern = written.slice(takesBack ? 1 : 0);
    // A pattern without `/`, but for one at its end, is of any folder below.
    const isAnywhere = !/\/./.test(pattern);
    return [{ takesBack, glob: `/${folder}${isAnywhere ? '**/' : ''}${pattern}` }];
  });
}
