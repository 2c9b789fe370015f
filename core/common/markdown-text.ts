import { printable } from './printable.ts';

/** `text` as plain text of one line of Markdown: neither markup nor HTML nor the beginning of an address, whatever it says. */
export const markdownText = (text: string): string =>
  printable(text).replace(
    /[^\p{L}\p{M}\p{N} .,+=…-]|(?<=www)\./giu,
    (char) => `&#${char.codePointAt(0) ?? 0};`,
  );
