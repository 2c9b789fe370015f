import { printable } from './printable.ts';

/** What GitHub Flavored Markdown acts on within a line, wherever it stands; and what has no shape of its own. */
const MARKUP = /[\\`*~<>&|$@#[\]]|[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/u;

/** An underscore that is not within a word. */
const UNDERSCORE = /(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/u;

/** Where an address could begin that becomes a link by itself. */
const ADDRESS = /(?<=www)\.|:(?=\/\/)|(?<=mailto|xmpp):|\/(?=\/)|(?<=\/)\//u;

const ACTIVE = new RegExp([MARKUP, UNDERSCORE, ADDRESS].map(({ source }) => source).join('|'), 'giu');

/** `text` as plain text within a line of Markdown: neither markup nor HTML nor the beginning of an address, whatever it says. */
export const markdownText = (text: string): string =>
  printable(text).replace(ACTIVE, (char) => `&#${char.codePointAt(0) ?? 0};`);
