import { xmlText } from '../../common/xml-text.ts';

/** What is new, for feed readers. Its texts may be anybody's: they stay text. */
export interface Feed {
  /** An absolute IRI that stays the same for ever, wherever the feed is. */
  readonly id: string;
  readonly title: string;
  /** RFC 3339. */
  readonly updated: string;
  /** Whose feed it is: the name of a log or a product. Names of people do not belong in a file that cannot forget them. */
  readonly author: string;
  /** Where this feed is and which page shows the same: IRIs, or paths from the feed. */
  readonly self: string;
  readonly page: string;
  /** Newest first. */
  readonly entries: readonly FeedEntry[];
}

export interface FeedEntry {
  /** An absolute IRI, as that of the feed. */
  readonly id: string;
  readonly title: string;
  /** RFC 3339. */
  readonly updated: string;
  readonly category: string;
  /** Where it stands: an IRI, or a path from the feed. */
  readonly link: string;
  readonly summary?: string;
}

/** `feed` as an Atom document (RFC 4287). */
export const atomFeed = ({ id, title, updated, author, self, page, entries }: Feed): string =>
  [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    element('id', id),
    element('title', title),
    element('updated', updated),
    `<author>${element('name', author)}</author>`,
    `<link rel="self" type="application/atom+xml" href="${xmlText(self)}"/>`,
    `<link rel="alternate" href="${xmlText(page)}"/>`,
    ...entries.map(formatEntry),
    '</feed>',
    '',
  ].join('\n');

const formatEntry = ({ id, title, updated, category, link, summary }: FeedEntry): string =>
  [
    '<entry>',
    element('id', id),
    element('title', title),
    element('updated', updated),
    `<category term="${xmlText(category)}"/>`,
    `<link href="${xmlText(link)}"/>`,
    ...(summary === undefined ? [] : [element('summary', summary)]),
    '</entry>',
  ].join('');

const element = (name: string, text: string): string => `<${name}>${xmlText(text)}</${name}>`;
