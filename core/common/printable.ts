/** Controls, line separators and marks that turn the direction of text: what shows a reader something else than it says. */
export const DECEPTIVE = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu;

/**
 * `text` for a person, on one line of a terminal, a log or a comment, where it came from somebody who is not trusted:
 * white space becomes single blanks, what a terminal would obey becomes U+FFFD.
 */
export const printable = (text: string): string =>
  text.toWellFormed().replace(/\s+/gu, ' ').replace(DECEPTIVE, '\ufffd');

/** The same for a text whose lines, and blanks and tabulators in them, are to stay. Lines end with a line feed. */
export const printableLines = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?/gu, '\n')
    .replace(DECEPTIVE, (char) => (char === '\n' || char === '\t' ? char : '\ufffd'));
