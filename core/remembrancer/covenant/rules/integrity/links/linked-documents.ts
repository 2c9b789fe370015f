import type { FileText } from '../../../file-text.ts';
import type { Range } from '../../../found.ts';
import { headingAnchors } from '../markdown/heading-anchors.ts';
import { frontMatterOf } from '../markdown/front-matter.ts';
import { markdownReader } from '../markdown/read-markdown.ts';
import { headingsOf, namesIn } from './document-anchors.ts';
import { type DocumentLink, documentLinks, MAY_LINK } from './document-links.ts';
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

/** Reads documents, of which nothing stays but links, headings and names; one without links when it is asked for these. */
export function documentReader(): (file: FileText) => LinkedDocument {
  const read = markdownReader();
  const plain = plainHeading();
  const withLinks = (file: FileText): LinkedDocument => {
    const document = read(file.text);
    const headings = headingsOf(document);
    const names = namesIn(file.text);
    return {
      ...aboutFile(file),
      ...documentLinks(file, document),
      anchors: anchorsBy(() => [...headingAnchors(headings.map(plain)), ...names]),
    };
  };
  const withoutLinks = (file: FileText): LinkedDocument => {
    const anchors = (): string[] => [
      ...headingAnchors(headingsOf(read(file.text)).map(plain)),
      ...namesIn(file.text),
    ];
    return { ...aboutFile(file), links: [], unread: [], anchors: anchorsBy(anchors) };
  };
  return (file) => (MAY_LINK.test(file.text) ? withLinks(file) : withoutLinks(file));
}

const aboutFile = ({ path, text }: FileText): Pick<LinkedDocument, 'path' | 'isPage'> => ({
  path,
  isPage: isOfPage(frontMatterOf(text)),
});

/** Makes comparable what `make` gives, when it is first asked for. */
function anchorsBy(make: () => readonly string[]): LinkedDocument['anchors'] {
  const made = new Map<boolean, ReadonlySet<string>>();
  return (isLoose) => {
    const anchors = made.get(isLoose) ?? new Set(make().map((anchor) => comparable(anchor, isLoose)));
    made.set(isLoose, anchors);
    return anchors;
  };
}
