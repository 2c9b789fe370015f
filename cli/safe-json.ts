/** What JSON may hold as it is, and a terminal would obey or show as something else. */
const UNSAFE = /[\u007f-\u009f\p{Bidi_Control}\u2028\u2029]/gu;

/** `value` as one line of JSON that can be shown: the same value, with characters that deceive written as escapes. */
export const safeJson = (value: unknown): string =>
  JSON.stringify(value).replace(
    UNSAFE,
    (char) => `\\u${(char.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
