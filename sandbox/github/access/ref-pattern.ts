/**
 * Whether a name matches one of GitHub's ref patterns: `*` is anything but a slash, `**` (followed by a slash) any
 * number of folders, `?` one character.
 */
export function matchesPattern(pattern: string, name: string): boolean {
  const source = pattern.replace(/\*\*\/|\*|\?|[\\^$.|+()[\]{}]/g, (token) => {
    if (token === '**/') return '(?:.*/)?';
    if (token === '*') return '[^/]*';
    return token === '?' ? '[^/]' : `\\${token}`;
  });
  return new RegExp(`^${source}$`).test(name);
}
