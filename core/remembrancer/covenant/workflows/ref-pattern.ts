/** A part of a pattern: the characters that it stands for, and how many of them there may be. */
interface Part {
  readonly takes: (character: string) => boolean;
  readonly isOptional: boolean;
  readonly repeats: boolean;
}

/**
 * Whether a branch or tag is meant by a filter of a workflow: by the last of its patterns that fits, where `!` before a pattern takes
 * back. The time taken is at most the product of the lengths: patterns are not trusted.
 *
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#filter-pattern-cheat-sheet
 */
export function meansRef(patterns: readonly string[], name: string): boolean {
  let isMeant = false;
  for (const pattern of patterns) {
    const takesBack = pattern.startsWith('!');
    if (fits(partsOf(takesBack ? pattern.slice(1) : pattern), name)) isMeant = !takesBack;
  }
  return isMeant;
}

/** `*` any characters but `/`, `**` any, `[a-z]` one of them, `?` and `+` after a character none or one, one or more of it. */
function partsOf(pattern: string): Part[] {
  const tokens = pattern.match(/(?:\*\*|\*|\[[^\]]+\]|\\?[^])[?+]?/gu) ?? [];
  return tokens.map((token) => {
    if (token.startsWith('**')) return { takes: () => true, isOptional: true, repeats: true };
    if (token.startsWith('*')) return { takes: (each) => each !== '/', isOptional: true, repeats: true };
    const [, of = token, count = ''] = /^(.+?)([?+]?)$/su.exec(token) ?? [];
    return { takes: characters(of), isOptional: count === '?', repeats: count === '+' };
  });
}

function characters(token: string): (character: string) => boolean {
  if (!/^\[.+\]$/su.test(token)) return (each) => each === token.replace(/^\\/u, '');
  const ranges = [...token.slice(1, -1).matchAll(/(.)(?:-(.))?/gsu)];
  return (each) => ranges.some(([, first = '', last = first]) => first <= each && each <= last);
}

/** Follows all places in the pattern at once that the characters so far may have led to. */
function fits(parts: readonly Part[], name: string): boolean {
  let places = reachable(parts, [0]);
  for (const character of name) {
    const next = [...places].flatMap((at) => {
      const part = parts[at];
      if (part?.takes(character) !== true) return [];
      return part.repeats ? [at, at + 1] : [at + 1];
    });
    places = reachable(parts, next);
  }
  return places.has(parts.length);
}

/** `places`, and those after what may be left out. */
function reachable(parts: readonly Part[], places: readonly number[]): Set<number> {
  const all = new Set<number>();
  for (const place of places) {
    let at = place;
    while (!all.has(at)) {
      all.add(at);
      if (parts[at]?.isOptional !== true) break;
      at += 1;
    }
  }
  return all;
}
