import type { Token } from 'markdown-it';

import type { FileText } from '../../../file-text.ts';
import type { Range } from '../../../found.ts';
import type { MarkdownBlock, MarkdownDocument } from '../markdown/read-markdown.ts';
import { htmlAddresses } from './html-addresses.ts';

export interface DocumentLink {
  /** As it is written, without what encloses it. */
  readonly address: string;
  /** The address, or the lines that it is somewhere in. */
  readonly range: Range;
  /** Whether `range` is the address and nothing else. */
  readonly isExact: boolean;
}

export interface DocumentLinks {
  readonly links: readonly DocumentLink[];
  /** Where paragraphs are that were not looked into, since they are beyond the bounds. */
  readonly unread: readonly Range[];
}

/** What stands in every document that has a link: an address in parentheses, a definition, or HTML. */
export const MAY_LINK = /\]\(|\]:|href|src/i;
/** The same of a paragraph; links by a name are told where the name is defined. */
const MAY_LINK_HERE = /\]\(|href|src/i;

/** A definition's beginning, up to its address. */
const DEFINITION = /^[ \t>]*\[[^[\]]{1,999}\]:[ \t]*(?:\r?\n[ \t]*)?<?/gm;

/** Every link and picture of a document, in Markdown and in HTML; one that is defined apart is named once, where it is defined. */
export function documentLinks(file: FileText, document: MarkdownDocument): DocumentLinks {
  const defined = new Set(document.definitions);
  const links = definedLinks(file, defined);
  const unread: Range[] = [];
  const { lines, text } = file;
  for (const block of document.blocks) {
    if (!MAY_LINK_HERE.test(block.content)) continue;
    const place = placeOf(block, lines);
    const addresses = addressesIn(block, document);
    if (addresses === undefined) {
      unread.push({ start: place.start, end: place.start });
      continue;
    }
    const next = placesOfAddresses(text.slice(place.start, place.end));
    for (const address of addresses) {
      const offset = next(address);
      if (offset !== undefined) {
        const start = place.start + offset;
        links.push({ address, range: { start, end: start + address.length }, isExact: true });
      } else if (!defined.has(address)) {
        links.push({ address, range: place, isExact: false });
      }
    }
  }
  const [from, to] = listOfContributors(text);
  return {
    links: links.filter(
      ({ address, range }) => !(address.startsWith('#') && range.start >= from && range.start < to),
    ),
    unread,
  };
}

/** The part of a text that all-contributors writes, which says by links such as `#design-name` what somebody gave. */
function listOfContributors(text: string): readonly [from: number, to: number] {
  const from = text.indexOf('ALL-CONTRIBUTORS-LIST:START');
  return from === -1 ? [0, 0] : [from, text.indexOf('ALL-CONTRIBUTORS-LIST:END', from)];
}

const addressesIn = (block: MarkdownBlock, { inline }: MarkdownDocument): string[] | undefined =>
  block.kind === 'html' ? htmlAddresses(block.content) : inline(block.content)?.flatMap(addressesOf);

function addressesOf(token: Token): string[] {
  if (token.type === 'link_open') return [String(token.attrGet('href'))];
  if (token.type === 'image') return [String(token.attrGet('src'))];
  return token.type === 'html_inline' ? htmlAddresses(token.content) : [];
}

function placeOf({ from, to }: MarkdownBlock, lines: readonly Range[]): Range {
  const start = lines[from]?.start ?? 0;
  return { start, end: lines[to - 1]?.end ?? start };
}

/** How many places are tried for an address: a picture in a link stands before the link's own. */
const TRIED = 64;
const BEFORE_ADDRESS = /\]\([ \t]*\r?\n?[ \t]*<?|\b(?:href|src)\s{0,9}=\s{0,9}["']/gi;

/** Says where in `source` the next address stands as one, each place once. */
function placesOfAddresses(source: string): (address: string) => number | undefined {
  let places: number[] | undefined;
  let first = 0;
  const used = new Set<number>();
  return (address) => {
    places ??= Array.from(source.matchAll(BEFORE_ADDRESS), ({ 0: before, index }) => index + before.length);
    while (used.has(first)) first++;
    for (let n = first; n < Math.min(places.length, first + TRIED); n++) {
      const start = places[n] ?? 0;
      const isIt =
        source.startsWith(address, start) && /[\s)>"']/.test(source.charAt(start + address.length));
      if (!isIt || used.has(n)) continue;
      used.add(n);
      return start;
    }
    return undefined;
  };
}

function definedLinks({ text }: FileText, defined: ReadonlySet<string>): DocumentLink[] {
  const links: DocumentLink[] = [];
  const found = new Set<string>();
  for (const { 0: before, index } of text.matchAll(DEFINITION)) {
    const start = index + before.length;
    const length = text.slice(start, start + 4096).search(before.endsWith('<') ? />/ : /\s|$/);
    const address = text.slice(start, start + length);
    if (!defined.has(address)) continue;
    found.add(address);
    links.push({ address, range: { start, end: start + address.length }, isExact: true });
  }
  const lost = [...defined].filter((address) => !found.has(address));
  return [...links, ...lost.map((address) => ({ address, range: { start: 0, end: 0 }, isExact: false }))];
}
