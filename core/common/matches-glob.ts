/**
 * Whether a path of the repository is meant by a glob: `*` and `?` stand for characters within a name, `**` for folders,
 * everything else for itself. A glob that names a folder means all that is below it. The time taken is at most the
 * product of the two lengths: globs are not trusted, and one of a general library can be made to take for ever.
 */
export const matchesGlob = (glob: string, path: string): boolean => globMatcher(glob)(path);

/** `matchesGlob` of one glob for many paths. */
export function globMatcher(glob: string): (path: string) => boolean {
  const names = namesOfGlob(glob);
  const pattern = [...names, '**'].map((name) => (name === '**' ? ANY_FOLDERS : nameMatcher(name)));
  return (path) =>
    names.length > 0 &&
    matches(
      pattern,
      path.split('/'),
      (part) => part === ANY_FOLDERS,
      (part, name) => part(name),
    );
}

/** The names that a glob is made of, from the root of the repository on. */
export const namesOfGlob = (glob: string): string[] =>
  glob
    .replace(/^\.?\/+/, '')
    .split('/')
    .filter((name) => name !== '');

/** What stands for `**`; it is never asked. */
const ANY_FOLDERS = (): boolean => true;

function nameMatcher(glob: string): (name: string) => boolean {
  if (!/[*?]/.test(glob)) return (name) => name === glob;
  if (!glob.includes('?')) return partsMatcher(glob.split('*'));
  const pattern = Array.from(glob);
  return (name) =>
    matches(
      pattern,
      Array.from(name),
      (character) => character === '*',
      (a, b) => a === '?' || a === b,
    );
}

/** For a name with stars alone: what stands between them comes one behind the other, each as early as it can. */
function partsMatcher(parts: readonly string[]): (name: string) => boolean {
  const [first = '', ...middle] = parts;
  const last = middle.pop() ?? '';
  return (name) => {
    if (!name.startsWith(first) || !name.endsWith(last)) return false;
    let at = first.length;
    for (const part of middle) {
      const found = name.indexOf(part, at);
      if (found < 0) return false;
      at = found + part.length;
    }
    return at + last.length <= name.length;
  };
}

/** Whether the items are those of the pattern, where a star stands for any number of them. */
function matches<Part>(
  pattern: readonly Part[],
  items: readonly string[],
  isStar: (part: Part) => boolean,
  isSame: (part: Part, item: string) => boolean,
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
