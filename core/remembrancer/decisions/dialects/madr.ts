import type { SourceDocument } from '../text/source-document.ts';
import type { Dialect } from './dialect.ts';
import { readFrontMatter } from './front-matter.ts';
import { linksSection } from './links-section.ts';

const hasStatus = (document: SourceDocument) =>
  readFrontMatter(document).claims.some(({ field }) => field === 'status');

/** MADR 3: front matter with `deciders`; relations stand in the body. */
export const madr3: Dialect = {
  name: 'madr-3',
  recognise: (document) =>
    hasStatus(document) && readFrontMatter(document).keys.some((key) => key === 'deciders'),
  read: linksSection,
};

/** MADR 4: everything that is said of the decision stands in the front matter. */
export const madr4: Dialect = { name: 'madr-4', recognise: hasStatus, read: () => [] };
