import { DECEPTIVE } from '../core/common/printable.ts';

/**
 * `value` as one line of JSON that can be shown: the same value, with characters that deceive, and what the runner of
 * GitHub Actions takes for a command within a line (`##[name]`), written as escapes.
 */
export const safeJson = (value: unknown): string =>
  JSON.stringify(value)
    .replace(DECEPTIVE, escaped)
    .replace(/#(?=#\[)/gu, escaped);

const escaped = (char: string): string => `\\u${(char.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
