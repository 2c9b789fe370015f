/**
 * Whether a path of the repository is meant by a glob: `*` and `?` stand for characters within a name, `**` for folders,
 * everything else for itself. A glob that names a folder means all that is below it. The time taken is at most the
 * product of the two lengths: globs are not trusted, and one of a general library can be made to take for ever.
 */
export const matchesGlob = (glob: string, path: string): boolean => globMatcher(glob)(path);

/** `matchesGlob` of one glob for many paths. */
export function globMatcher(glob: string): (path: string) => boolean {
  const names = namesOfGlob(glob);
  const pattern = [...names, '**'];
  return (path) =>
    names.length > 0 && matches(pattern, path.split('/'), (name) => name === '**', matchesName);
}

/** The names that a glob is made of, from the root of the repository on. */
export const namesOfGlob = (glob: string): string[] =>
  glob
    .replace(/^\.?\/+/, '')
    .split('/')
    .filter((name) => name !== '');

const matchesName = (glob: string, name: string): boolean =>
  matches(
    Array.from(glob),
    Array.from(name),
    (character) => character === '*',
    (a, b) => a === '?' || a === b,
  );

/** Whether the items are those of the pattern, where a star stands for any number of them. */
function matches(
  pattern: readonly string[],
  items: readonly string[],
  isStar: (part: string) => boolean,
  isSame: (part: string, item: string) => boolean,
): boolean {
  let at = 0;
  let star = -1;
  let retry = 0;
  for (let n = 0; n < items.length;) {
    const part = pattern[at];
    if (part !== undefined && isStar(part)) {
      star = at++;
      retry = n;
    } else if (part !== undefined && isSame(part, items[n] ?? '')) {
      at++;
      n++;
    } else if (star >= 0) {
      // The latest star takes one item more; earlier stars need not be tried again.
      at = star + 1;
      n = ++retry;
    } else {
      return false;
    }
  }
  return pattern.slice(at).every(isStar);
}
