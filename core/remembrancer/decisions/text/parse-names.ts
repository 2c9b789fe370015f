import { isNothing } from './is-nothing.ts';

/** The names in `Jane Doe, [John](@john); foo`: links lose their address. */
export const parseNames = (text: string): string[] =>
  text
    .replace(/\[([^[\]]*)\]\([^()]*\)/g, '$1')
    .split(/[,;]/)
    .map((name) => name.replace(/^[\s*_`]+|(?<![\s*_`])[\s*_`]+$/g, ''))
    .filter((name) => !isNothing(name));
