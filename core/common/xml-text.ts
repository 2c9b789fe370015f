import { printable } from './printable.ts';

/** What XML 1.0 has no character for, beside what `printable` and `printableLines` take away. */
export const NOT_IN_XML = /[\ufffe\uffff]/gu;

/**
 * `text` as plain text of one line of XML, also between quotes of an attribute: no markup, and no character that XML
 * 1.0 forbids.
 */
export const xmlText = (text: string): string =>
  printable(text)
    .replace(NOT_IN_XML, '\ufffd')
    .replace(/[&<>"']/gu, (char) => `&#${char.charCodeAt(0)};`);
