/** Controls, line separators and marks that turn the direction of text: what shows a reader something else than it says. */
const DECEPTIVE = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu;

/**
 * `text` for a person, on one line of a terminal, a log or a comment, where it came from somebody who is not trusted:
 * white space becomes single blanks, what a terminal would obey becomes U+FFFD.
 */
export const printable = (text: string): string =>
  text.toWellFormed().replace(/\s+/gu, ' ').replace(DECEPTIVE, '\ufffd');
