import { DECEPTIVE } from '../core/common/printable.ts';

/** `value` as one line of JSON that can be shown: the same value, with characters that deceive written as escapes. */
export const safeJson = (value: unknown): string =>
  JSON.stringify(value).replace(
    DECEPTIVE,
    (char) => `\\u${(char.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
