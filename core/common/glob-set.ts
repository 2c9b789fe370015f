import { globMatcher, namesOfGlob } from './matches-glob.ts';

/** Many globs, of which any may mean a path. */
export interface GlobSet {
  /** How many globs there are. */
  readonly size: number;
  /** How many of them have `*` or `?`. */
  readonly patterns: number;
  /** Whether one of them means the path. */
  readonly has: (path: string) => boolean;
}

/**
 * Globs as `matchesGlob` has them. Those without `*` and `?` are looked up: tens of thousands of them take no longer than
 * one. Each of the others is held against each path.
 */
export function globSet(globs: readonly string[]): GlobSet {
  const isPattern = (glob: string): boolean => /[*?]/.test(glob);
  const places = new Set(globs.filter((glob) => !isPattern(glob)).map((glob) => namesOfGlob(glob).join('/')));
  const matchers = [...new Set(globs.filter(isPattern))].map(globMatcher);
  return {
    size: globs.length,
    patterns: matchers.length,
    has: (path) => isIn(path, places) || matchers.some((matches) => matches(path)),
  };
}

/** Whether a path, or a folder around it, is one of `places`. */
function isIn(path: string, places: ReadonlySet<string>): boolean {
  if (places.size === 0) return false;
  for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) {
    if (places.has(path.slice(0, end))) return true;
  }
  return false;
}
