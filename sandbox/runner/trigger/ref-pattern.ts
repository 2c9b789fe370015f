import { VaultMeshError } from '../../../core/common/error.ts';

/**
 * Whether `name` passes a list of branch or tag filters: `*` is anything but a slash, `**` anything, `?` and `+`
 * repeat the character before, `[…]` is a set; a later pattern overrides an earlier one, and `!` takes names out.
 */
export function matchesRefPatterns(patterns: readonly string[], name: string): boolean {
  let matches = false;
  for (const pattern of patterns) {
    const negative = pattern.startsWith('!');
    if (refPattern(negative ? pattern.slice(1) : pattern).test(name)) matches = !negative;
  }
  return matches;
}

function refPattern(pattern: string): RegExp {
  const source = pattern.replace(/\*\*|\\?[\s\S]/g, (part) => {
    if (part === '**') return '.*';
    if (part === '*') return '[^/]*';
    if ('?+[]-'.includes(part)) return part;
    if (part.startsWith('\\')) return `\\${part.slice(1)}`;
    return part.replace(/[.^$|(){}]/, '\\$&');
  });
  try {
    return new RegExp(`^${source}$`);
  } catch (error) {
    throw new VaultMeshError('usage', `The filter "${pattern}" is not a ref pattern.`, { cause: error });
  }
}
