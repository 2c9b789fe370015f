/** `text` as one word of a POSIX shell. */
export const quoted = (text: string): string =>
  /^[\w./:@%+=-]+$/u.test(text) && !text.startsWith('-')
    ? text
    : `'${text.replaceAll("'", String.raw`'\''`)}'`;
