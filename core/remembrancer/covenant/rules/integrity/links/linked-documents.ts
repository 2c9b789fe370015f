import type { FileText } from '../../../file-text.ts';
import type { Range } from '../../../found.ts';
import { headingAnchors } from '../markdown/heading-anchors.ts';
import { frontMatterOf } from '../markdown/front-matter.ts';
import { markdownReader } from '../markdown/read-markdown.ts';
import { headingsOf, namesIn } from './document-anchors.ts';
import { type DocumentLink, documentLinks } from './document-links.ts';
import { isOfPage } from './documentation-sites.ts';
import { comparable } from './lacks-anchor.ts';
import { plainHeading } from './plain-heading.ts';

/** A document by what it links to, and what a link can name in it. */
export interface LinkedDocument {
  readonly path: string;
  /** Whether it says of itself that it is a page of a site. */
  readonly isPage: boolean;
  readonly links: readonly DocumentLink[];
  /** Where paragraphs are that are beyond the bounds. */
  readonly unread: readonly Range[];
  /** What `#…` may name, comparable. */
  readonly anchors: (isLoose: boolean) => ReadonlySet<string>;
}

/** Reads documents, of which nothing stays but their links, headings and names. */
export function documentReader(): (file: FileText) => LinkedDocument {
  const read = markdownReader();
  const plain = plainHeading();
  return (file) => {
    const document = read(file.text);
    const { links, unread } = documentLinks(file, document);
    const headings = headingsOf(document);
    const names = namesIn(file.text);
    const made = new Map<boolean, ReadonlySet<string>>();
    return {
      path: file.path,
      isPage: isOfPage(frontMatterOf(file.text)),
      links,
      unread,
      anchors: (isLoose) => {
        const known = made.get(isLoose);
        if (known !== undefined) return known;
        const all = [...headingAnchors(headings.map(plain)), ...names];
        const anchors = new Set(all.map((anchor) => comparable(anchor, isLoose)));
        made.set(isLoose, anchors);
        return anchors;
      },
    };
  };
}
