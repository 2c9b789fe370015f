import { printable } from './printable.ts';

/** `text` as plain text of one line of XML, also between quotes of an attribute: no markup, and no character that XML 1.0 forbids. */
export const xmlText = (text: string): string =>
  printable(text)
    .replace(/[\ufffe\uffff]/gu, '\ufffd')
    .replace(/[&<>"']/gu, (char) => `&#${char.charCodeAt(0)};`);
