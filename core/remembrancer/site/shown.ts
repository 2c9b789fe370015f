/**
 * What shows a reader something else than it says, or what no page or feed may have: controls but for the line feed and the
 * tabulator, marks that turn the direction of text, line separators, and what XML has no character for.
 */
const DECEPTIVE = /[^\P{Cc}\n\t]|[\p{Bidi_Control}\u2028\u2029\ufffe\uffff]/gu;

/** `text` of somebody who is not trusted as a page shows it: its lines stay, and U+FFFD stands for what deceives. */
export const shown = (text: string): string =>
  text.toWellFormed().replace(/\r\n?/gu, '\n').replace(DECEPTIVE, '\ufffd');
