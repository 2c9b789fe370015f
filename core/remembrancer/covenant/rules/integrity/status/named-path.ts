/** What stands behind a path: a line, a heading, the name of a test in the file. */
const BEHIND = /(?:::.*|:\d+(?:[-:]\d+)?|#.*)$/;
/** A name with an ending, as of a file. */
const FILE = /^[\w@.*?{},…+-]*\.[a-z][a-z0-9]{0,9}$/i;

/** Longer than any path with what stands behind it. */
const MOST_CHARACTERS = 1000;

/** The path or pattern that a text in code marks is; `undefined` for a command, a function and anything else. */
export function namedPath(text: string): string | undefined {
  if (text.length > MOST_CHARACTERS) return undefined;
  const path = text.trim().replace(BEHIND, '');
  if (/[\s()<>"'|;$=]/.test(path) || path.includes('://')) return undefined;
  return path.includes('/') || FILE.test(path) ? path : undefined;
}
